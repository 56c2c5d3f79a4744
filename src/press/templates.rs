//! The files of `report-templates/`: embedded in the binary, overridden file by file from a folder.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::error::{Doing, Error, Result};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates");

/// Reads template files by their path inside `report-templates/`, `/` between folders.
#[derive(Debug)]
pub struct Templates {
    folder: Option<PathBuf>,
}

impl Templates {
    pub fn new(folder: Option<&Path>) -> Result<Templates> {
        if let Some(folder) = folder
            && !folder.is_dir()
        {
            return Err(Error::usage(format!("opening the templates folder `{}`", folder.display()))
                .hint("`paths.templates` must name an existing folder; leave it out to use the built-in templates"));
        }
        Ok(Templates { folder: folder.map(Path::to_path_buf) })
    }

    /// Whether nothing overrides the embedded files.
    pub fn is_built_in(&self) -> bool {
        self.folder.is_none()
    }

    /// The bytes of a file; `None` when neither the folder nor the binary has it.
    pub fn read(&self, path: &str) -> Result<Option<Cow<'static, [u8]>>> {
        if let Some(folder) = &self.folder {
            let file = folder.join(path);
            match std::fs::read(&file) {
                Ok(bytes) => return Ok(Some(Cow::Owned(bytes))),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(error).doing(|| format!("reading template file `{}`", file.display())),
            }
        }
        Ok(BUILT_IN.get_file(path).map(|file| Cow::Borrowed(file.contents())))
    }

    /// The text of a file that must be there.
    pub fn text(&self, path: &str) -> Result<String> {
        let bytes = self.read(path)?.ok_or_else(|| Error::not_found(format!("reading template file `{path}`")))?;
        String::from_utf8(bytes.into_owned()).doing(|| format!("reading template file `{path}` as UTF-8"))
    }

    /// Paths of all files of a folder with this ending, sorted.
    pub fn list(&self, directory: &str, ending: &str) -> Result<Vec<String>> {
        let mut paths = BTreeSet::new();
        if let Some(embedded) = BUILT_IN.get_dir(directory) {
            paths.extend(embedded.files().filter_map(|file| file.path().to_str()).map(str::to_owned));
        }
        if let Some(folder) = self.folder.as_ref().map(|folder| folder.join(directory))
            && folder.is_dir()
        {
            for entry in std::fs::read_dir(&folder).doing(|| format!("listing `{}`", folder.display()))? {
                let name = entry.doing(|| format!("listing `{}`", folder.display()))?.file_name();
                paths.extend(name.to_str().map(|name| format!("{directory}/{name}")));
            }
        }
        Ok(paths.into_iter().filter(|path| path.ends_with(ending)).collect())
    }

    /// The reports: folders with a `main.typ`.
    pub fn reports(&self) -> Vec<String> {
        let mut names: BTreeSet<String> =
            BUILT_IN.dirs().filter_map(|dir| dir.path().to_str()).map(str::to_owned).collect();
        if let Some(entries) = self.folder.as_ref().and_then(|folder| std::fs::read_dir(folder).ok()) {
            names.extend(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()));
        }
        names.into_iter().filter(|name| self.has_report(name)).collect()
    }

    pub fn has_report(&self, name: &str) -> bool {
        let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        plain && matches!(self.read(&format!("{name}/main.typ")), Ok(Some(_)))
    }
}
