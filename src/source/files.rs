//! The `files` kind of source: which files of a folder are to be read, and how.
//!
//! A file is taken once by the hash of its content, whatever its name; it is moved nowhere and changed nowhere.
//! One that is still being written is left alone until the next pull.
//!
//! CSV, NDJSON and XLSX in the contract's own columns go straight to the decoder ([`items`]), line by line. A foreign
//! file goes through its adapter's SQL, which DuckDB runs on what [`readable`] gives it; Parquet does so too. A
//! workbook that this server made is a [`form`](super::form). [`table`] reads rows off [`csv`] and [`xlsx`], over
//! [`lines`], [`encoding`] and [`bytes`]; [`head`] judges the columns, [`harmless`] what is kept of a broken line.

pub mod bytes;
mod csv;
mod encoding;
mod harmless;
mod head;
pub mod items;
mod lines;
pub mod readable;
mod table;
pub mod xlsx;

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use self::items::Format;
use super::adapter::{Adapter, Adapters, Section};
use super::form;
use super::identity::push_hex;
use super::settings::FilesSettings;
use super::sink::Object;
use crate::domain::records::Entity;
use crate::error::{Doing, Error, Result};

/// A file to be read.
#[derive(Debug, Clone)]
pub struct FileTask {
    pub path: PathBuf,
    pub object: Object,
    pub bytes: u64,
    /// The file's own time, for records that lack `updated_at`.
    pub modified_at: DateTime<Utc>,
    pub reading: Reading,
}

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It holds the contract's own columns.
    Contract(Format, Entity),
    /// An adapter's SQL makes them.
    Adapter(Adapter),
    /// The form of the units' reports, filled in.
    Form,
}

impl FileTask {
    /// The sections of an adapter that read this file.
    pub fn sections<'a>(&self, adapter: &'a Adapter) -> Vec<&'a Section> {
        adapter.sections_for(&self.object.name)
    }

    /// Tells whether the file still is what was hashed; to be asked after reading it.
    pub fn is_unchanged(&self) -> bool {
        fs::metadata(&self.path)
            .is_ok_and(|metadata| metadata.len() == self.bytes && modified_at(&metadata) == self.modified_at)
    }
}

/// A file that is not read now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub name: String,
    pub why: Why,
}

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its content was taken before.
    Taken,
    /// It is still being written.
    Moving,
    /// No adapter takes a file of this name.
    Foreign,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order of the names.
    pub tasks: Vec<FileTask>,
    pub left: Vec<Left>,
}

/// When a file counts as wholly written.
#[derive(Debug, Clone, Copy)]
pub struct Settling {
    /// A file younger than this is looked at twice.
    pub young: Duration,
    /// The time between the two looks.
    pub quiet: Duration,
}

impl Default for Settling {
    fn default() -> Self {
        Settling { young: Duration::from_secs(10), quiet: Duration::from_secs(2) }
    }
}

/// Looks for files to read; blocks while a young file is watched.
///
/// `is_taken` answers whether content with this SHA-256 was taken before.
pub fn find(
    settings: &FilesSettings,
    adapters: &Adapters,
    now: DateTime<Utc>,
    settling: Settling,
    mut is_taken: impl FnMut(&str) -> Result<bool>,
) -> Result<Found> {
    let chosen = adapters.choose(settings.adapter.as_deref())?;
    let is_contract = settings.adapter.is_none();
    let mut found = Found::default();
    let mut candidates = Vec::new();
    for path in paths(&settings.path)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let reading = match chosen.iter().find(|adapter| !adapter.sections_for(&name).is_empty()) {
            Some(adapter) => Some(Reading::Adapter((*adapter).clone())),
            None if is_contract => of_the_contract(&name),
            None => None,
        };
        if is_unfinished(&name) {
            found.left.push(Left { name, why: Why::Moving });
        } else if reading.is_some() || is_workbook(&name) {
            candidates.push((name, Look::at(&path)?, path, reading));
        } else {
            found.left.push(Left { name, why: Why::Foreign });
        }
    }
    if candidates.iter().any(|(_, look, ..)| look.is_young(now, settling)) {
        std::thread::sleep(settling.quiet);
    }
    for (name, look, path, reading) in candidates {
        let is_still = !look.is_young(now, settling) || Look::at(&path)? == look;
        let object = Object { sha256: if is_still { hash(&path)? } else { String::new() }, name };
        if !is_still || Look::at(&path)? != look {
            found.left.push(Left { name: object.name, why: Why::Moving });
        } else if is_taken(&object.sha256)? {
            found.left.push(Left { name: object.name, why: Why::Taken });
        } else if let Some(reading) = workbook_or(reading, &object.name, &path) {
            let (bytes, modified_at) = (look.bytes, look.modified_at);
            found.tasks.push(FileTask { path, object, bytes, modified_at, reading });
        } else {
            found.left.push(Left { name: object.name, why: Why::Foreign });
        }
    }
    Ok(found)
}

/// Judges the columns that a file's own reader found; answers what is worth a word.
///
/// # Errors
/// A column is missing, stands there twice, or is not in small letters.
pub fn check_columns(entity: Entity, names: &[String]) -> Result<Option<String>> {
    let head = head::Head::read(names.iter().map(String::as_str), ',', Some(entity))?;
    if !head.names.iter().eq(names) {
        return Err(Error::failed("reading the columns of the file: names are not in small letters")
            .hint("name the columns as the contract does"));
    }
    let unknown = head.unknown.join(", ");
    Ok((!unknown.is_empty()).then(|| format!("with columns unknown to the contract: {unknown}")))
}

/// How a file of this name is read without an adapter.
fn of_the_contract(name: &str) -> Option<Reading> {
    let name = bytes::unpacked_name(name).to_lowercase();
    let (stem, end) = name.rsplit_once('.')?;
    let format = match end {
        "csv" | "tsv" => Format::Csv,
        "ndjson" | "jsonl" => Format::Ndjson,
        "xlsx" => Format::Xlsx,
        _ => return None,
    };
    let entity = Entity::ALL.into_iter().find(|entity| stem.starts_with(entity.as_str()))?;
    Some(Reading::Contract(format, entity))
}

fn is_workbook(name: &str) -> bool {
    bytes::unpacked_name(name).to_lowercase().ends_with(".xlsx")
}

/// A workbook may be the form whatever its name; one that cannot be opened fails later, with its name.
fn workbook_or(reading: Option<Reading>, name: &str, path: &Path) -> Option<Reading> {
    let is_named_so = name.to_lowercase().starts_with("unit-report");
    if is_workbook(name) && form::is_form(path).unwrap_or(is_named_so && reading.is_none()) {
        return Some(Reading::Form);
    }
    reading
}

/// The files of a folder in the order of their names, or the one file.
fn paths(path: &Path) -> Result<Vec<PathBuf>> {
    let reading = || format!("looking for files in `{}`", path.display());
    let metadata = fs::metadata(path).map_err(|error| {
        Error::failed(reading())
            .because(error)
            .hint("correct `path` of the source: a folder or a file that can be read")
    })?;
    if metadata.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(path).doing(reading)? {
        let path = entry.doing(reading)?.path();
        if path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Names under which programs write a file before it is whole.
fn is_unfinished(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || [".part", ".partial", ".filepart", ".tmp", ".crdownload", "~"].iter().any(|end| name.ends_with(end))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    bytes: u64,
    modified_at: DateTime<Utc>,
}

impl Look {
    fn at(path: &Path) -> Result<Look> {
        let metadata = fs::metadata(path).doing(|| format!("looking at `{}`", path.display()))?;
        Ok(Look { bytes: metadata.len(), modified_at: modified_at(&metadata) })
    }

    /// A file from the future is young only by a wrong clock or an earlier as-of: both leave it whole.
    fn is_young(self, now: DateTime<Utc>, settling: Settling) -> bool {
        let age = now - self.modified_at;
        let young = TimeDelta::from_std(settling.young).unwrap_or(TimeDelta::MAX);
        age >= TimeDelta::zero() - TimeDelta::seconds(1) && age < young
    }
}

fn modified_at(metadata: &Metadata) -> DateTime<Utc> {
    metadata.modified().map(DateTime::<Utc>::from).unwrap_or_default()
}

fn hash(path: &Path) -> Result<String> {
    let reading = || format!("reading `{}`", path.display());
    let mut file = File::open(path).doing(reading)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer).doing(reading)? {
            0 => break,
            length => hasher.update(&buffer[..length]),
        }
    }
    let mut text = String::with_capacity(64);
    push_hex(&hasher.finalize(), &mut text);
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Settling = Settling { young: Duration::ZERO, quiet: Duration::ZERO };

    fn look_in(path: &Path, adapter: Option<&str>, taken: &[&str]) -> Found {
        let settings = FilesSettings { path: path.to_owned(), adapter: adapter.map(str::to_owned) };
        let adapters = Adapters::load(None).unwrap();
        find(&settings, &adapters, DateTime::<Utc>::MAX_UTC, NOW, |hash| Ok(taken.contains(&hash))).unwrap()
    }

    fn names(found: &Found) -> Vec<&str> {
        found.tasks.iter().map(|task| task.object.name.as_str()).collect()
    }

    #[test]
    fn files_of_the_contract_are_found_in_order_and_others_told() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "Receptions-09.CSV",
            "assignments.ndjson.zst",
            "notes.txt",
            "receptions.csv.part",
            "x.parquet",
            "officials.parquet",
            "~$a.xlsx",
        ] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        fs::create_dir(folder.path().join("receptions.csv")).unwrap();
        let found = look_in(folder.path(), None, &[]);
        assert_eq!(names(&found), ["Receptions-09.CSV", "assignments.ndjson.zst", "officials.parquet"]);
        assert_eq!(found.tasks[0].reading, Reading::Contract(Format::Csv, Entity::Receptions));
        assert_eq!(found.tasks[1].reading, Reading::Contract(Format::Ndjson, Entity::Assignments));
        assert!(matches!(&found.tasks[2].reading, Reading::Adapter(adapter) if adapter.name == "contract_parquet"));
        let left: Vec<_> = found.left.iter().map(|left| (left.name.as_str(), left.why)).collect();
        assert_eq!(
            left,
            [
                ("notes.txt", Why::Foreign),
                ("receptions.csv.part", Why::Moving),
                ("x.parquet", Why::Foreign),
                ("~$a.xlsx", Why::Moving)
            ]
        );
    }

    #[test]
    fn a_file_is_taken_once_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("receptions.csv"), "abc").unwrap();
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(look_in(folder.path(), None, &[]).tasks[0].object.sha256, abc);
        fs::rename(folder.path().join("receptions.csv"), folder.path().join("receptions-2.csv")).unwrap();
        let found = look_in(folder.path(), None, &[abc]);
        assert_eq!((found.tasks.len(), found.left[0].why), (0, Why::Taken));
    }

    #[test]
    fn one_file_may_be_the_source() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nyc-constituent-services.csv.gz");
        fs::write(&path, "").unwrap();
        let found = look_in(&path, Some("nyc_council"), &[]);
        let Reading::Adapter(adapter) = &found.tasks[0].reading else { panic!("an adapter reads it") };
        assert_eq!(found.tasks[0].sections(adapter).len(), 2);
        assert!(found.tasks[0].is_unchanged());
        fs::write(&path, "more").unwrap();
        assert!(!found.tasks[0].is_unchanged());
    }

    #[test]
    fn a_file_that_grows_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("receptions.csv");
        fs::write(&path, "begun").unwrap();
        let settings = FilesSettings { path: path.clone(), adapter: None };
        let adapters = Adapters::load(None).unwrap();
        let now = modified_at(&fs::metadata(&path).unwrap());
        let settling = Settling { young: Duration::from_secs(60), quiet: Duration::from_millis(200) };
        let found = std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(50));
                fs::write(&path, "begun and going on").unwrap();
            });
            find(&settings, &adapters, now, settling, |_| Ok(false)).unwrap()
        });
        assert_eq!(found.left, [Left { name: "receptions.csv".into(), why: Why::Moving }]);
        let found = find(&settings, &adapters, now, settling, |_| Ok(false)).unwrap();
        assert_eq!(found.tasks.len(), 1);
    }

    #[test]
    fn a_path_that_is_not_there_is_told_with_the_remedy() {
        let settings = FilesSettings { path: "/no/such/folder".into(), adapter: None };
        let error =
            find(&settings, &Adapters::load(None).unwrap(), DateTime::UNIX_EPOCH, NOW, |_| Ok(false)).unwrap_err();
        assert_eq!(error.to_string(), "looking for files in `/no/such/folder`");
        assert!(error.remedy().is_some());
    }
}
