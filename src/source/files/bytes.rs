//! A file's bytes as they were meant: decompressed by what the content begins with, whatever the name says.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::error::{Doing, Result};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Ends of names that say no more than how a file is packed.
const PACKED: [&str; 2] = [".gz", ".zst"];

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    /// What people call it; none for a plain file.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Packing::Plain => None,
            Packing::Gzip => Some("gzip"),
            Packing::Zstd => Some("zstd"),
        }
    }
}

/// Opens a file for reading from its first unpacked byte.
pub fn open(path: &Path) -> Result<(Box<dyn Read>, Packing)> {
    let act = || format!("opening `{}`", path.display());
    let mut file = File::open(path).doing(act)?;
    let mut head = [0; 4];
    let length = fill(&mut file, &mut head).doing(act)?;
    file.seek(SeekFrom::Start(0)).doing(act)?;
    let file = BufReader::with_capacity(256 * 1024, file);
    Ok(if head[..length].starts_with(GZIP) {
        (Box::new(MultiGzDecoder::new(file)), Packing::Gzip)
    } else if head[..length].starts_with(ZSTD) {
        (Box::new(zstd::stream::read::Decoder::with_buffer(file).doing(act)?), Packing::Zstd)
    } else {
        (Box::new(file), Packing::Plain)
    })
}

/// Reads until the buffer is full or the input ends; answers how much that was.
pub fn fill(input: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match input.read(&mut buffer[length..])? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

/// The name without the ends that tell how the file is packed: `receptions.csv.gz` is `receptions.csv`.
pub fn unpacked_name(name: &str) -> &str {
    let is_end = |end: &&str| {
        name.len() > end.len()
            && name.is_char_boundary(name.len() - end.len())
            && name[name.len() - end.len()..].eq_ignore_ascii_case(end)
    };
    PACKED.iter().find(|end| is_end(end)).map_or(name, |end| &name[..name.len() - end.len()])
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(content: &[u8]) -> (String, Packing) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("any.name");
        std::fs::write(&path, content).unwrap();
        let (mut reader, packing) = open(&path).unwrap();
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        (text, packing)
    }

    #[test]
    fn the_content_says_how_it_is_packed() {
        assert_eq!(read(b"id\n1\n"), ("id\n1\n".into(), Packing::Plain));
        assert_eq!(read(b""), (String::new(), Packing::Plain));
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"id\n").unwrap();
        let mut two = gzip.finish().unwrap();
        two.extend(two.clone());
        assert_eq!(read(&two), ("id\nid\n".into(), Packing::Gzip), "members are read one after the other");
        assert_eq!(read(&zstd::encode_all(&b"id\n"[..], 1).unwrap()), ("id\n".into(), Packing::Zstd));
    }

    #[test]
    fn a_name_is_known_without_its_packing() {
        assert_eq!(unpacked_name("receptions.csv.GZ"), "receptions.csv");
        assert_eq!(unpacked_name("receptions.csv.zst"), "receptions.csv");
        assert_eq!(unpacked_name("receptions.csv"), "receptions.csv");
        assert_eq!(unpacked_name(".gz"), ".gz");
        assert_eq!(unpacked_name("ə"), "ə");
    }
}
