//! Pulling a folder: each new file is read by DuckDB through its adapter and decoded like a feed.

use std::sync::{Arc, Mutex, mpsc};

use super::sink::StoreSink;
use crate::domain::records::Batch;
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;
use crate::source::decode::Form;
use crate::source::files::{self, FileTask, Settling, Why};
use crate::source::sink::{End, LoadKind, Object, Sink, Start};
use crate::source::{Adapters, Decoder, FilesSettings, IdentityKey, SourceSettings};
use crate::store::{FileReader, LoadRecord};

/// Takes the folder's new files, one after the other; a file that fails does not stop the next.
pub async fn pull(
    environment: &Environment,
    settings: &SourceSettings,
    folder: FilesSettings,
    key: &IdentityKey,
) -> (Vec<LoadRecord>, Option<Error>) {
    let ended = Arc::new(Mutex::new(Vec::new()));
    let sink = StoreSink::new(environment.store.clone(), &settings.name, ended.clone());
    let work = Work { environment: environment.clone(), source: settings.name.clone(), key: key.clone(), folder };
    let outcome = environment.store.call(move |_| work.run(sink)).await;
    (super::sink::take(&ended), outcome.err())
}

struct Work {
    environment: Environment,
    source: String,
    key: IdentityKey,
    folder: FilesSettings,
}

impl Work {
    fn run(&self, mut sink: StoreSink) -> Result<()> {
        let environment = &self.environment;
        let queries = environment.config.paths.queries.as_ref().map(|path| environment.config.resolve(path));
        let adapters = Adapters::load(queries.as_deref())?;
        let now = environment.clock.now();
        let found = files::find(&self.folder, &adapters, now, Settling::default(), |hash| sink.is_taken(hash))?;
        for left in found.left.iter().filter(|left| left.why != Why::Taken) {
            let why = match left.why {
                Why::Moving => "it is still being written; the next pull takes it",
                _ => "no adapter takes a file of this name",
            };
            environment.watch.note(format!("source `{}`: `{}` was left alone: {why}", self.source, left.name));
        }
        let mut first = None;
        for task in &found.tasks {
            if let Err(error) = self.take(task, &mut sink) {
                first.get_or_insert(error);
            }
        }
        first.map_or(Ok(()), Err)
    }

    /// One file: a load a section. The content counts as taken only when all its sections are in.
    fn take(&self, task: &FileTask, sink: &mut StoreSink) -> Result<()> {
        let environment = &self.environment;
        let act = || format!("taking the file `{}` of source `{}`", task.object.name, self.source);
        let form = Form::File { zone: environment.reference.zone, modified_at: task.modified_at };
        let mut decoder = Decoder::new(&self.source, &environment.reference, &self.key, form);
        let reader = environment.store.open_file(&task.path, task.adapter.prepare.as_deref()).doing(act)?;
        let sections = task.sections();
        for (position, section) in sections.iter().enumerate() {
            let entity = section.entity;
            let is_last = position + 1 == sections.len();
            // Only the last section's load bears the content's own hash: a crash in between leaves the file untaken.
            let part = if is_last { String::new() } else { format!("/{}", position + 1) };
            let object = Object { name: task.object.name.clone(), sha256: format!("{}{part}", task.object.sha256) };
            sink.provided(entity, task.adapter.provides.get(&entity).map_or(&[], Vec::as_slice))?;
            sink.start(&Start {
                source: self.source.clone(),
                entity,
                kind: LoadKind::File,
                started_at: environment.clock.now(),
                updated_since: None,
                watermark: None,
                object: Some(object),
            })?;
            let mut read =
                pour(&reader, &section.items_query(), sink, |items| decoder.decode(entity, items.iter().copied()));
            if read.is_ok() && is_last && !task.is_unchanged() {
                read = Err(Error::failed("reading a file that changed meanwhile")
                    .hint("nothing is lost: the next pull reads it again"));
            }
            let error = read.as_ref().err().map(Error::report);
            sink.end(&End { complete: error.is_none(), ended_at: environment.clock.now(), error })?;
            read.doing(act)?;
        }
        Ok(())
    }
}

/// Decodes chunks on this thread while the ones before are written on another.
fn pour(
    reader: &FileReader,
    query: &str,
    sink: &mut StoreSink,
    mut decode: impl FnMut(&[&str]) -> Batch,
) -> Result<()> {
    std::thread::scope(|scope| {
        let (batches, waiting) = mpsc::sync_channel::<Batch>(1);
        let writer = scope.spawn(move || waiting.into_iter().try_for_each(|batch| sink.commit(batch).map(|_| ())));
        let read = reader.items(query, |items| {
            // The writer ends early only with an error, which is the one that matters.
            batches.send(decode(items)).doing(|| "handing records to the writer".into())
        });
        drop(batches);
        let written =
            writer.join().map_err(|_| Error::failed("writing what a file holds: the writer ended abruptly"))?;
        written.and(read)
    })
}
