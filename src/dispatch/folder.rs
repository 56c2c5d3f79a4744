//! Delivery into a folder: the file appears whole, with its SHA-256 beside it, and is never written twice.

use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Doing, Error, Result};

/// Puts a document into the folder; the same document there already is a success, another one of its name an error.
pub fn deliver(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let act = || format!("delivering `{name}` to the folder `{}`", folder.display());
    std::fs::create_dir_all(folder).doing(act)?;
    let path = folder.join(name);
    match std::fs::read(&path) {
        Ok(held) if held == bytes => return Ok(path),
        Ok(_) => {
            return Err(Error::failed(act()).hint("another file of this name is there: an edition is never replaced"));
        }
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error).doing(act),
        Err(_) => {}
    }
    let sum = format!("{}  {name}\n", hex::encode(Sha256::digest(bytes)));
    write_whole(&folder.join(format!("{name}.sha256")), sum.as_bytes()).doing(act)?;
    write_whole(&path, bytes).doing(act)?;
    Ok(path)
}

fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let mut file = std::fs::File::create(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&partial, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_arrives_whole_once_and_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = deliver(folder.path(), "a.pdf", b"one").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        let sum = std::fs::read_to_string(folder.path().join("a.pdf.sha256")).unwrap();
        assert_eq!(sum, format!("{}  a.pdf\n", hex::encode(Sha256::digest(b"one"))));
        deliver(folder.path(), "a.pdf", b"one").unwrap();
        assert!(deliver(folder.path(), "a.pdf", b"two").is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
    }
}
