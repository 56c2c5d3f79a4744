//! Looks at a PDF with the tools a reader would use: text, word boxes, attachments, structure.

use std::path::Path;
use std::process::Command;

use super::{sample, typeset};

/// Runs a tool on a PDF and gives its output; `None` when the tool is not installed.
pub fn run(tool: &str, pdf: &[u8], before: &[&str], after: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, pdf).unwrap();
    run_in(tool, folder.path(), &path, before, after)
}

pub fn run_in(tool: &str, folder: &Path, pdf: &Path, before: &[&str], after: &[&str]) -> Option<String> {
    let output = match Command::new(tool).current_dir(folder).args(before).arg(pdf).args(after).output() {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("`{tool}` is not installed: nothing was looked at");
            return None;
        }
        Err(error) => panic!("running `{tool}`: {error}"),
    };
    assert!(output.status.success(), "`{tool}`: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The text of one page as it is read.
pub fn page_text(pdf: &[u8], page: usize) -> Option<String> {
    let page = page.to_string();
    run("pdftotext", pdf, &["-f", &page, "-l", &page, "-layout"], &["-"])
}

/// Words that stand outside the printable area of their page, with the page's number.
pub fn words_outside(pdf: &[u8]) -> Vec<String> {
    let Some(html) = run("pdftotext", pdf, &["-bbox"], &["-"]) else { return Vec::new() };
    let (mut page, mut outside) = (0, Vec::new());
    for line in html.lines().map(str::trim) {
        if line.starts_with("<page") {
            page += 1;
        } else if line.starts_with("<word") {
            let edge = |name: &str| -> f64 {
                let start = line.find(name).unwrap() + name.len() + 2;
                line[start..start + line[start..].find('"').unwrap()].parse().unwrap()
            };
            // A4 is 595.3 × 841.9 points; 8 mm are left free on every side.
            let fits = edge("xMin") >= 22.0 && edge("xMax") <= 573.0 && edge("yMin") >= 22.0 && edge("yMax") <= 820.0;
            if !fits {
                outside.push(format!("page {page}: {line}"));
            }
        }
    }
    outside
}

#[test]
fn the_text_of_page_1() {
    let typeset = typeset(&sample());
    if let Some(text) = page_text(&typeset.pdf, 1) {
        insta::assert_snapshot!("page_1", text.trim_end());
    }
}

#[test]
fn the_file_is_sound_and_carries_its_data() {
    let dataset = sample();
    let typeset = typeset(&dataset);
    let text = String::from_utf8_lossy(&typeset.pdf).into_owned();
    for mark in
        ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(text.contains(mark), "the PDF does not say {mark}");
    }
    if let Some(report) = run("qpdf", &typeset.pdf, &["--check"], &[]) {
        assert!(report.contains("No syntax or stream encoding errors found"), "{report}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, &typeset.pdf).unwrap();
    if run_in("pdfdetach", folder.path(), &path, &["-saveall"], &[]).is_some() {
        let saved = std::fs::read(folder.path().join("dataset.json")).unwrap();
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&saved).unwrap(), dataset);
        assert!(folder.path().join("violations.csv").is_file() && folder.path().join("manifest.json").is_file());
    }
    assert_eq!(words_outside(&typeset.pdf), Vec::<String>::new());
}
