//! Golden pages: the sample's pages as grey pictures at 50 dpi, compared with a tolerance that swallows a renderer's
//! anti-aliasing but not a moved line.

use std::path::PathBuf;

use super::paper::run_in;
use super::png::{Grey, decode};
use super::{sample, sample_of, typeset, typeset_as};
use qebul::press::Typeset;

/// The largest mean difference of a tile of 24 × 24 points, of 255 grey levels.
const TILE_TOLERANCE: f64 = 20.0;
const TILE: usize = 24;

#[test]
fn the_sample_looks_as_it_did() {
    looks_as_it_did("monthly", &typeset(&sample()));
}

#[test]
fn the_report_of_a_monitoring_looks_as_it_did() {
    looks_as_it_did("audit", &typeset_as("audit", &sample_of("audit")));
}

fn looks_as_it_did(template: &str, typeset: &Typeset) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, &typeset.pdf).unwrap();
    if run_in("pdftoppm", folder.path(), &path, &["-r", "50", "-gray", "-png"], &["page"]).is_none() {
        return;
    }
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reports/golden").join(template);
    let pages = pictures(folder.path().to_owned());
    assert_eq!(pages.len(), typeset.pages);
    if std::env::var_os("BLESS").is_some() {
        let _ = std::fs::remove_dir_all(&golden);
        std::fs::create_dir_all(&golden).unwrap();
        for page in &pages {
            std::fs::copy(page, golden.join(page.file_name().unwrap())).unwrap();
        }
        return;
    }
    let known = pictures(golden);
    assert_eq!(pages.len(), known.len(), "the number of pages changed; look at them, then BLESS=1");
    for (page, known) in pages.iter().zip(&known) {
        let name = known.file_name().unwrap().to_string_lossy().into_owned();
        let (page, known) = (decode(&std::fs::read(page).unwrap()), decode(&std::fs::read(known).unwrap()));
        let worst = worst_tile(&page, &known);
        assert!(worst < TILE_TOLERANCE, "{name} differs by {worst:.1} in its worst tile; look at it, then BLESS=1");
    }
}

fn pictures(folder: PathBuf) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}; BLESS=1 makes it", folder.display()));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "png"))
        .collect();
    paths.sort();
    paths
}

fn worst_tile(left: &Grey, right: &Grey) -> f64 {
    assert_eq!((left.width, left.height), (right.width, right.height));
    let mut worst: f64 = 0.0;
    for top in (0..left.height).step_by(TILE) {
        for start in (0..left.width).step_by(TILE) {
            let (mut sum, mut count) = (0u64, 0u64);
            for y in top..(top + TILE).min(left.height) {
                for x in start..(start + TILE).min(left.width) {
                    let at = y * left.width + x;
                    sum += u64::from(left.pixels[at].abs_diff(right.pixels[at]));
                    count += 1;
                }
            }
            worst = worst.max(sum as f64 / count as f64);
        }
    }
    worst
}
