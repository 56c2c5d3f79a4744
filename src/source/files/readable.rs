//! A file as an adapter's SQL can read it: the file itself, or a copy of it that nobody else can see.
//!
//! DuckDB reads UTF-8, plain CSV and Parquet by itself. What is packed, written in another encoding, a workbook, or a
//! CSV with broken or odd lines becomes a plain CSV: small-letter heads, commas, quotes, UTF-8, LF. The copy has no name
//! in any folder, so that nothing of it stays behind when the process is killed: it holds citizens' numbers.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::bytes::{self, Packing};
use super::harmless::{harmless, id_of};
use super::head::Head;
use super::table::{self, Piece, Text};
use super::xlsx;
use crate::domain::records::Rejected;
use crate::error::{Doing, Error, Result};

/// A file with more broken lines than this is not what the adapter takes it for.
const MOST_BROKEN: usize = 100_000;

/// Where DuckDB reads.
#[derive(Debug)]
pub struct Readable {
    pub path: PathBuf,
    /// Kept open as long as it is read.
    _copy: Option<File>,
    /// What parts the cells of a CSV.
    pub delimiter: char,
    pub said: Vec<String>,
    pub broken: Vec<Rejected>,
}

/// How a foreign file is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Csv,
    Xlsx,
    /// Lines of text: only letters and packing are looked at.
    Text,
    /// Anything else: only packing is.
    Binary,
}

impl Kind {
    /// By the name without its packing.
    pub fn of(name: &str) -> Kind {
        let end = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        match end.as_str() {
            "csv" | "tsv" | "tab" => Kind::Csv,
            "xlsx" | "xlsm" => Kind::Xlsx,
            "ndjson" | "jsonl" | "json" | "txt" => Kind::Text,
            _ => Kind::Binary,
        }
    }
}

/// Makes a file readable; copies go to the folder.
pub fn make(path: &Path, kind: Kind, folder: &Path) -> Result<Readable> {
    match kind {
        Kind::Csv | Kind::Xlsx => table(path, kind, folder),
        Kind::Text | Kind::Binary => whole(path, kind, folder),
    }
}

fn itself(path: &Path, said: Vec<String>, delimiter: char) -> Readable {
    Readable { path: path.to_owned(), _copy: None, delimiter, said, broken: Vec::new() }
}

/// Looks through a table and copies it only if DuckDB would not read it alike.
fn table(path: &Path, kind: Kind, folder: &Path) -> Result<Readable> {
    // What is packed is read once and copied at once: DuckDB unpacks on one thread and reads plain files on all.
    let is_packed = bytes::open(path)?.1 != Packing::Plain;
    if kind == Kind::Csv && !is_packed {
        let traits = table::read_csv(path, None, &mut |_| Ok(()))?;
        if !traits.is_odd {
            return Ok(itself(path, traits.said, traits.delimiter.unwrap_or(',')));
        }
    }
    let act = || format!("copying `{}` for its adapter", path.display());
    let file = hidden(folder)?;
    let mut writer = csv::Writer::from_writer(BufWriter::with_capacity(256 * 1024, file.try_clone().doing(act)?));
    let mut broken = Vec::new();
    let mut head = Head::default();
    let mut copy = |piece: Piece<'_>| {
        match piece {
            Piece::Head { head: read, .. } => {
                head = read.clone();
                writer.write_record(&read.names).doing(act)?;
            }
            Piece::Row(_, cells) => writer.write_record(cells.iter()).doing(act)?,
            Piece::Broken(line) if broken.len() < MOST_BROKEN => broken.push(Rejected {
                record_id: id_of(&head, &line.raw),
                field: None,
                reason: "bad_row",
                detail: format!("line {}: {}", line.line, line.why),
                raw: harmless(&head, &line.raw),
            }),
            Piece::Broken(_) => {
                return Err(Error::failed(format!(
                    "reading `{}`: more than {MOST_BROKEN} lines are broken",
                    path.display()
                ))
                .hint("the file is not what the adapter takes; look at its first lines"));
            }
        }
        Ok(())
    };
    let traits = match kind {
        Kind::Xlsx => xlsx::read(path, None, &mut copy)?,
        _ => table::read_csv(path, None, &mut copy)?,
    };
    writer.flush().doing(act)?;
    Ok(Readable { broken, ..shown(file, traits.said) })
}

/// Unpacks and rewrites in UTF-8 what is not plain already.
fn whole(path: &Path, kind: Kind, folder: &Path) -> Result<Readable> {
    let act = || format!("copying `{}` for its adapter", path.display());
    let (mut input, packing) = bytes::open(path)?;
    let mut said: Vec<String> = packing.name().map(|name| format!("packed with {name}")).into_iter().collect();
    let mut is_utf8 = true;
    if kind == Kind::Text {
        let text = Text::open(path)?;
        said = text.said();
        is_utf8 = text.letters.encoding == encoding_rs::UTF_8;
        if !is_utf8 {
            input = Box::new(super::encoding::Utf8::new(input, &text.letters).doing(act)?);
        }
    }
    if packing == Packing::Plain && is_utf8 {
        return Ok(itself(path, said, ','));
    }
    let mut file = hidden(folder)?;
    std::io::copy(&mut input, &mut file).doing(act)?;
    file.flush().doing(act)?;
    Ok(shown(file, said))
}

fn shown(file: File, said: Vec<String>) -> Readable {
    let path = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
    Readable { path, _copy: Some(file), delimiter: ',', said, broken: Vec::new() }
}

/// A file that is in no folder any more: gone when it is closed, however that comes about.
fn hidden(folder: &Path) -> Result<File> {
    let act = || format!("making a copy in `{}`", folder.display());
    let name = format!(".qebul-copy-{}-{:?}", std::process::id(), std::thread::current().id());
    let path = folder.join(name.replace(['(', ')'], "-"));
    // Only a process that was killed between the two calls leaves one, and never anything in it.
    let _ = std::fs::remove_file(&path);
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path).doing(act)?;
    std::fs::remove_file(&path).doing(act)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make_readable(name: &str, content: &[u8]) -> (Readable, String, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let readable = make(&path, Kind::of(bytes::unpacked_name(name)), folder.path())
            .unwrap_or_else(|error| panic!("{}", error.report()));
        let text = std::fs::read_to_string(&readable.path).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "a copy has no name");
        (readable, text, folder)
    }

    #[test]
    fn a_plain_file_is_read_where_it_is() {
        for (name, content) in
            [("a.csv", "x;y\n1;\"2;3\"\n"), ("b.csv", "x,y\r\n1,2\r\n"), ("c.ndjson", "{}\n"), ("d.parquet", "PAR1")]
        {
            let (readable, text, folder) = make_readable(name, content.as_bytes());
            assert_eq!((readable.path.parent(), text.as_str()), (Some(folder.path()), content));
        }
    }

    #[test]
    fn an_odd_file_is_read_from_a_clean_copy() {
        let (readable, text, _folder) = make_readable(
            "a.csv",
            b"\xef\xbb\xbf Key ;Note;\r\n1;\"a \"\"b\"\"; c\";\r\n\r\n2\r\n3;\"open\r\n4;x;\r\n",
        );
        assert_eq!(text, "key,note\n1,\"a \"\"b\"\"; c\"\n4,x\n");
        let told: Vec<&str> = readable.broken.iter().map(|row| row.detail.as_str()).collect();
        assert_eq!(told, ["line 4: the row has 1 cells, the head has 2", "line 5: a quote is opened and not closed"]);
    }

    #[test]
    fn what_is_packed_or_in_another_encoding_is_unpacked_and_rewritten() {
        let packed = zstd::encode_all(&b"{\"id\":1}\n"[..], 1).unwrap();
        assert_eq!(make_readable("a.ndjson.zst", &packed).1, "{\"id\":1}\n");
        let turkish = encoding_rs::WINDOWS_1254.encode("ad;qeyd\n1;Şikayet deyil, çağırış üçün\n").0.into_owned();
        let (readable, text, _folder) = make_readable("b.csv", &turkish);
        assert!(text.starts_with("ad,qeyd\n") && text.contains("çağırış"), "{text}");
        assert_eq!(readable.said, ["written in Windows-1254", "parted by semicolons"]);
    }
}
