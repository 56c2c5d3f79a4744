//! Pulling a folder: each new file is read row by row or through its adapter, and decoded like a feed.

use std::sync::{Arc, Mutex, mpsc};

use super::sink::StoreSink;
use crate::domain::records::{Batch, Entity, Rejected};
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;
use crate::source::decode::Form;
use crate::source::files::items::{self, Chunk, Format};
use crate::source::files::readable::{self, Kind};
use crate::source::files::{self, FileTask, Reading, Settling, Why, bytes};
use crate::source::form::{self, Refused};
use crate::source::sink::{End, LoadKind, Object, Sink, Start};
use crate::source::{Adapter, Adapters, Decoder, FilesSettings, IdentityKey, SourceSettings};
use crate::store::{FileReader, LoadRecord};

/// What came of a folder.
pub struct Pulled {
    pub loads: Vec<LoadRecord>,
    pub failure: Option<Error>,
    /// What was found out about the files, for the ledger.
    pub said: Vec<String>,
}

/// Takes the folder's new files, one after the other; a file that fails does not stop the next.
pub async fn pull(
    environment: &Environment,
    settings: &SourceSettings,
    folder: FilesSettings,
    key: &IdentityKey,
) -> Pulled {
    let ended = Arc::new(Mutex::new(Vec::new()));
    let sink = StoreSink::new(environment.store.clone(), &settings.name, ended.clone());
    let work = Work { environment: environment.clone(), source: settings.name.clone(), key: key.clone() };
    let outcome = environment.store.call(move |_| work.run(&folder, sink)).await;
    let (said, failure) = match outcome {
        Ok(said) => (said.0, said.1),
        Err(error) => (Vec::new(), Some(error)),
    };
    Pulled { loads: super::sink::take(&ended), failure, said }
}

/// One source's files on their way into the store.
pub struct Work {
    pub environment: Environment,
    pub source: String,
    pub key: IdentityKey,
}

impl Work {
    fn run(&self, folder: &FilesSettings, mut sink: StoreSink) -> Result<(Vec<String>, Option<Error>)> {
        let environment = &self.environment;
        let queries = environment.config.paths.queries.as_ref().map(|path| environment.config.resolve(path));
        let adapters = Adapters::load(queries.as_deref())?;
        let now = environment.clock.now();
        let found = files::find(folder, &adapters, now, Settling::default(), |hash| sink.is_taken(hash))?;
        for left in found.left.iter().filter(|left| left.why != Why::Taken) {
            let why = match left.why {
                Why::Moving => "it is still being written; the next pull takes it",
                _ => "it is neither named as the contract's files are, nor a report form, nor taken by the adapter",
            };
            environment.watch.note(format!("source `{}`: `{}` was left alone: {why}", self.source, left.name));
        }
        let (mut all_said, mut first) = (Vec::new(), None);
        for task in &found.tasks {
            let act = || format!("taking the file `{}` of source `{}`", task.object.name, self.source);
            match self.take(task, &mut sink).doing(act) {
                Ok(said) if said.is_empty() => {}
                Ok(said) => {
                    let said = format!("`{}`: {}", task.object.name, said.join(", "));
                    environment.watch.note(format!("source `{}`: {said}", self.source));
                    all_said.push(said);
                }
                // The first is the source's own; the others are named too.
                Err(error) if first.is_some() => environment.watch.note(error.report()),
                Err(error) => first = Some(error),
            }
        }
        Ok((all_said, first))
    }

    fn take(&self, task: &FileTask, sink: &mut StoreSink) -> Result<Vec<String>> {
        match &task.reading {
            Reading::Contract(format, entity) => self.take_contract(task, *format, *entity, sink),
            Reading::Adapter(adapter) => self.take_adapted(task, adapter, sink),
            Reading::Form => {
                let content = read_whole(task)?;
                let submitted_at = task.modified_at.min(self.environment.clock.now());
                let outcome = form::read(content, &self.environment.reference);
                let mut decoder = self.decoder(task.modified_at);
                let batch = match &outcome {
                    Ok(filled) => decoder.decode(Entity::UnitReports, [filled.item(submitted_at).as_str()]),
                    Err(refused) => refused_form(&task.object, refused),
                };
                sink.provided(Entity::UnitReports, &[])?;
                self.load(task.object.clone(), Entity::UnitReports, sink, |sink| {
                    sink.commit(batch)?;
                    still(task)
                })?;
                Ok(match outcome {
                    Ok(filled) => vec![format!("the report form of `{}` on {}", filled.unit, filled.period)],
                    Err(refused) => vec![format!("a report form with {} errors", refused.errors.len())],
                })
            }
        }
    }

    /// A file in the contract's columns: one load, no SQL.
    fn take_contract(
        &self,
        task: &FileTask,
        format: Format,
        entity: Entity,
        sink: &mut StoreSink,
    ) -> Result<Vec<String>> {
        let mut decoder = self.decoder(task.modified_at);
        let mut said = Vec::new();
        sink.provided(entity, &[])?;
        self.load(task.object.clone(), entity, sink, |sink| {
            said = pour(sink, |hand_on| {
                items::read(&task.path, format, entity, &mut |chunk| hand_on(decoded(&mut decoder, entity, chunk)))
            })?;
            still(task)
        })?;
        Ok(said)
    }

    /// A foreign file: a load a section. The content counts as taken only when all its sections are in.
    fn take_adapted(&self, task: &FileTask, adapter: &Adapter, sink: &mut StoreSink) -> Result<Vec<String>> {
        let environment = &self.environment;
        let mut decoder = self.decoder(task.modified_at);
        let beside = environment.store.path().and_then(|path| path.parent()).map(std::path::Path::to_owned);
        let beside = beside.filter(|folder| folder.is_dir()).unwrap_or_else(std::env::temp_dir);
        let kind = Kind::of(bytes::unpacked_name(&task.object.name));
        let kind = if adapter.reads_original && kind == Kind::Csv { Kind::Text } else { kind };
        let mut readable = readable::make(&task.path, kind, &beside)?;
        let prepare = adapter.prepare.as_deref();
        let reader = environment.store.open_file(&readable.path, &task.object.name, readable.delimiter, prepare)?;
        let sections = task.sections(adapter);
        for (position, section) in sections.iter().enumerate() {
            let entity = section.entity;
            let is_last = position + 1 == sections.len();
            // Only the last section's load bears the content's own hash: a crash in between leaves the file untaken.
            let part = if is_last { String::new() } else { format!("/{}", position + 1) };
            let object = Object { name: task.object.name.clone(), sha256: format!("{}{part}", task.object.sha256) };
            if Adapters::is_contract(adapter) {
                let unknown = files::check_columns(entity, &reader.columns(section.select())?)?;
                readable.said.extend(unknown);
            }
            sink.provided(entity, adapter.provides.get(&entity).map_or(&[], Vec::as_slice))?;
            let broken = std::mem::take(&mut readable.broken);
            self.load(object, entity, sink, |sink| {
                if !broken.is_empty() {
                    sink.commit(of_broken(entity, broken))?;
                }
                pour(sink, |hand_on| {
                    read_adapted(&reader, &section.items_query(), |items| {
                        hand_on(decoder.decode(entity, items.iter().copied()))
                    })
                })?;
                if is_last { still(task) } else { Ok(()) }
            })?;
        }
        Ok(readable.said)
    }

    pub fn decoder(&self, modified_at: chrono::DateTime<chrono::Utc>) -> Decoder {
        let reference = &self.environment.reference;
        Decoder::new(&self.source, reference, &self.key, Form::File { zone: reference.zone, modified_at })
    }

    /// Opens a load, does the work in it, and closes it however the work went.
    pub fn load(
        &self,
        object: Object,
        entity: Entity,
        sink: &mut StoreSink,
        work: impl FnOnce(&mut StoreSink) -> Result<()>,
    ) -> Result<()> {
        let clock = &self.environment.clock;
        sink.start(&Start {
            source: self.source.clone(),
            entity,
            kind: LoadKind::File,
            started_at: clock.now(),
            updated_since: None,
            watermark: None,
            object: Some(object),
        })?;
        let done = work(sink);
        let error = done.as_ref().err().map(Error::report);
        sink.end(&End { complete: error.is_none(), ended_at: clock.now(), error })?;
        done
    }
}

/// The file still is what was hashed.
fn still(task: &FileTask) -> Result<()> {
    if task.is_unchanged() {
        return Ok(());
    }
    Err(Error::failed("reading a file that changed meanwhile").hint("nothing is lost: the next pull reads it again"))
}

fn read_whole(task: &FileTask) -> Result<Vec<u8>> {
    let mut content = Vec::new();
    let (mut input, _) = bytes::open(&task.path)?;
    input.read_to_end(&mut content).doing(|| format!("reading `{}`", task.path.display()))?;
    Ok(content)
}

fn of_broken(entity: Entity, broken: Vec<Rejected>) -> Batch {
    Batch { items: broken.len() as u64, rejected: broken, ..Batch::new(entity) }
}

fn decoded(decoder: &mut Decoder, entity: Entity, chunk: Chunk) -> Batch {
    let mut batch = decoder.decode_rows(entity, chunk.rows(), |line| chunk.place(line));
    batch.items += chunk.broken.len() as u64;
    batch.rejected.extend(chunk.broken);
    batch
}

/// A form with wrong cells: the whole of it is one row in quarantine, with every reason.
fn refused_form(object: &Object, refused: &Refused) -> Batch {
    let reasons: Vec<String> = refused.errors.iter().map(ToString::to_string).collect();
    let raw = serde_json::json!({ "file": object.name, "sha256": object.sha256, "errors": reasons });
    let rejected = Rejected {
        record_id: refused.id.clone(),
        field: Some("figures".into()),
        reason: "bad_row",
        detail: reasons.join("; "),
        raw: raw.to_string(),
    };
    of_broken(Entity::UnitReports, vec![rejected])
}

fn read_adapted(reader: &FileReader, query: &str, mut take: impl FnMut(&[&str]) -> Result<()>) -> Result<()> {
    reader.items(query, |items| take(items))
}

/// Runs `read`, whose batches are written on another thread while the next ones are decoded.
fn pour<T>(sink: &mut StoreSink, read: impl FnOnce(&mut dyn FnMut(Batch) -> Result<()>) -> Result<T>) -> Result<T> {
    std::thread::scope(|scope| {
        let (batches, waiting) = mpsc::sync_channel::<Batch>(1);
        let writer = scope.spawn(move || waiting.into_iter().try_for_each(|batch| sink.commit(batch).map(|_| ())));
        // The writer ends early only with an error, which is the one that matters.
        let read = read(&mut |batch| batches.send(batch).doing(|| "handing records to the writer".into()));
        drop(batches);
        let written =
            writer.join().map_err(|_| Error::failed("writing what a file holds: the writer ended abruptly"))?;
        written.and(read)
    })
}
