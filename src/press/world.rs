//! What Typst may see while it sets one report: the template files, the dataset, the fonts, a fixed day.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Datelike, Utc};
use serde::Serialize;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};

use super::fonts::Fonts;
use super::templates::Templates;
use super::{Attachment, Press};
use crate::error::{Doing, Error, Result};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The world of one document.
pub struct ReportWorld {
    main: FileId,
    files: FileStore<ReportFiles>,
    fonts: Arc<Fonts>,
    today: Option<Datetime>,
}

impl ReportWorld {
    pub fn new(
        press: &Press,
        template: &str,
        dataset: &serde_json::Value,
        labels: &BTreeMap<String, String>,
        attachments: &[Attachment],
        as_of: DateTime<Utc>,
    ) -> Result<ReportWorld> {
        let mut virtual_files = BTreeMap::new();
        let mut add =
            |name: &str, bytes: Vec<u8>| virtual_files.insert(format!("{template}/{name}"), Bytes::new(bytes));
        add("data.json", json(dataset)?);
        add("labels.json", json(labels)?);
        add("attachments.json", json(&attachments.iter().map(AttachmentEntry::new).collect::<Vec<_>>())?);
        for file in attachments {
            if file.name.is_empty() || file.name.contains(['/', '\\']) {
                return Err(Error::failed(format!("attaching `{}`", file.name)).hint("give a plain file name"));
            }
            if add(&format!("attachments/{}", file.name), file.bytes.clone()).is_some() {
                return Err(Error::failed(format!("attaching `{}` twice", file.name)));
            }
        }
        Ok(ReportWorld {
            main: file_id(&format!("{template}/main.typ"))?,
            files: FileStore::new(ReportFiles { templates: press.templates.clone(), virtual_files }),
            fonts: press.fonts.clone(),
            today: u8::try_from(as_of.month())
                .ok()
                .zip(u8::try_from(as_of.day()).ok())
                .and_then(|(month, day)| Datetime::from_ymd(as_of.year(), month, day)),
        })
    }
}

impl World for ReportWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    /// The day of the as-of, whatever the offset: templates get their dates as finished words.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

/// Serves virtual files first, then the templates; packages do not exist.
struct ReportFiles {
    templates: Arc<Templates>,
    virtual_files: BTreeMap<String, Bytes>,
}

impl FileLoader for ReportFiles {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(_) = id.root() {
            return Err(FileError::Other(Some("templates cannot use packages".into())));
        }
        let path = id.vpath().get_without_slash();
        if let Some(bytes) = self.virtual_files.get(path) {
            return Ok(bytes.clone());
        }
        match self.templates.read(path) {
            Ok(Some(bytes)) => Ok(Bytes::new(bytes)),
            Ok(None) => Err(FileError::NotFound(PathBuf::from(path))),
            Err(error) => Err(FileError::Other(Some(error.to_string().into()))),
        }
    }
}

/// An entry of `attachments.json`.
#[derive(Serialize)]
struct AttachmentEntry<'a> {
    name: &'a str,
    mime: &'a str,
    description: &'a str,
    /// How the file relates to the pages, in the words of PDF/A-3: the figures are the data behind them, the manifest
    /// comes on top.
    relationship: &'static str,
}

impl<'a> AttachmentEntry<'a> {
    fn new(file: &'a Attachment) -> Self {
        let relationship = if file.name.starts_with("manifest") { "supplement" } else { "data" };
        AttachmentEntry { name: &file.name, mime: &file.mime, description: &file.description, relationship }
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).doing(|| "writing the template's data as JSON".into())
}

/// The id of a file of the templates.
pub fn file_id(path: &str) -> Result<FileId> {
    let path = VirtualPath::new(path).doing(|| format!("naming template file `{path}`"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}
