//! The key of the citizens' pseudonyms: made on the first pull, readable by its owner only.

use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::PathBuf;

use super::super::Environment;
use crate::clock;
use crate::error::{Doing, Error, Result};
use crate::source::IdentityKey;

/// Reads the key file, or makes it.
pub fn identity(environment: &Environment) -> Result<IdentityKey> {
    let path = path(environment);
    let act = || format!("reading the key of the citizens' pseudonyms from `{}`", path.display());
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(&path)?,
        Err(error) => return Err(error).doing(act),
    };
    let mode = std::fs::metadata(&path).doing(act)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(Error::usage(act()).hint(format!("others can read it: `chmod 600 {}`", path.display())));
    }
    let key = hex::decode(text.trim()).doing(act)?;
    if key.len() < 16 {
        return Err(Error::usage(act())
            .hint("the key is too short; restore the file from the backup: another key makes other pseudonyms"));
    }
    Ok(IdentityKey::new(&key))
}

fn path(environment: &Environment) -> PathBuf {
    let config = &environment.config;
    match &config.privacy.key_file {
        Some(path) => config.resolve(path),
        None => config.database().with_extension("key"),
    }
}

fn make(path: &std::path::Path) -> Result<String> {
    let act = || format!("making the key file `{}`", path.display());
    let text = hex::encode(clock::secret_bytes::<32>());
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).doing(act)?;
    writeln!(file, "{text}").doing(act)?;
    file.sync_all().doing(act)?;
    Ok(text)
}
