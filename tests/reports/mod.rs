//! Reports as paper: the sample of every template, its hostile, empty and long variants, and golden pages.
//!
//! The pages are looked at with poppler and qpdf (`poppler-utils`, `qpdf`); where those are absent the tests that need
//! them say so and pass. `BLESS=1` rewrites the golden pages, `INSTA_UPDATE=always` the text of page 1.

mod golden;
mod paper;
mod png;
mod variants;

use qebul::domain::language::Language;
use qebul::domain::report::{AuditReport, Monthly};
use qebul::press::{Attachment, DocumentMeta, Press, Typeset};
use serde_json::Value;

/// The sample dataset of the monthly report.
fn sample() -> Value {
    serde_json::from_str(include_str!("../../report-templates/monthly/sample.json")).unwrap()
}

/// The sample of any template.
fn sample_of(template: &str) -> Value {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates").join(template).join("sample.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn typeset(dataset: &Value) -> Typeset {
    typeset_as("monthly", dataset)
}

fn typeset_as(template: &str, dataset: &Value) -> Typeset {
    let press = Press::new(None).unwrap();
    let text = |field: &str| dataset["head"][field].as_str().unwrap().to_owned();
    let meta = DocumentMeta {
        title: text("pdf_title"),
        language: dataset["language"].as_str().unwrap().parse::<Language>().unwrap(),
        as_of: text("as_of").parse().unwrap(),
    };
    let attachment = |name: &str, mime: &str, bytes: Vec<u8>| Attachment {
        name: name.into(),
        mime: mime.into(),
        description: "göstəricilər".into(),
        bytes,
    };
    let attachments = [
        attachment("dataset.json", "application/json", serde_json::to_vec(dataset).unwrap()),
        attachment("violations.csv", "text/csv", b"check,unit\nA1,DSMF\n".to_vec()),
        attachment("manifest.json", "application/json", b"{\"period\":\"2026-09\"}".to_vec()),
    ];
    match press.typeset(template, dataset, &attachments, &meta) {
        Ok(typeset) => typeset,
        Err(error) => panic!("{}", error.report()),
    }
}

#[test]
fn the_sample_is_a_dataset_of_the_types() {
    let sample = sample();
    let monthly: Monthly = serde_json::from_value(sample.clone()).unwrap();
    let again = serde_json::to_value(&monthly).unwrap();
    assert_eq!(difference("", &without_nulls(again), &without_nulls(sample)), None);
}

#[test]
fn the_sample_of_a_monitoring_is_a_dataset_of_the_types() {
    let sample = sample_of("audit");
    let report: AuditReport = serde_json::from_value(sample.clone()).unwrap();
    let again = serde_json::to_value(&report).unwrap();
    assert_eq!(difference("", &without_nulls(again), &without_nulls(sample)), None);
}

#[test]
fn the_report_of_a_monitoring_stays_on_its_paper() {
    let sample = sample_of("audit");
    let mut hostile = sample.clone();
    let name = format!("{} #$*_ @x <y>", "Çoxuzunadlıbölmə ".repeat(12));
    hostile["head"]["title"] = name.clone().into();
    for line in hostile["particulars"].as_array_mut().unwrap() {
        line["text"] = format!("{name}{name}").into();
    }
    for row in hostile["results"]["by_check"]["rows"].as_array_mut().unwrap() {
        row["cells"][1]["text"] = name.clone().into();
    }
    for dataset in [sample, hostile] {
        assert_eq!(paper::words_outside(&typeset_as("audit", &dataset).pdf), Vec::<String>::new());
    }
}

/// The first place where two values differ.
fn difference(path: &str, left: &Value, right: &Value) -> Option<String> {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) if left.keys().eq(right.keys()) => {
            left.iter().find_map(|(key, value)| difference(&format!("{path}.{key}"), value, &right[key]))
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            left.iter().zip(right).enumerate().find_map(|(i, (l, r))| difference(&format!("{path}[{i}]"), l, r))
        }
        _ => (left != right).then(|| format!("{path}: {left} is not {right}")),
    }
}

/// Absent and null fields mean the same.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, without_nulls(v))).collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

#[test]
fn every_template_renders_its_sample_twice_to_the_same_bytes() {
    let checks = Press::new(None).unwrap().check().unwrap();
    assert!(checks.iter().any(|check| check.template == "monthly"));
    for check in checks {
        assert_eq!(check.problems, Vec::<String>::new(), "{}", check.template);
        assert!(check.pages > 1 && check.pdf.starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn a_template_error_names_path_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("broken")).unwrap();
    std::fs::write(folder.path().join("broken/main.typ"), "#let x = 1\n\n#let y = x + (:)\n").unwrap();
    let press = Press::new(Some(folder.path())).unwrap();
    assert_eq!(press.templates(), ["audit", "broken", "monthly"]);
    let meta =
        DocumentMeta { title: "t".into(), language: Language::Az, as_of: "2026-10-08T05:00:00Z".parse().unwrap() };
    let error = press.typeset("broken", &Value::Null, &[], &meta).unwrap_err();
    assert_eq!(
        error.report(),
        "error: typesetting `broken`\n  because: broken/main.typ:3:10: error: cannot add integer and dictionary"
    );
    let error = press.typeset("absent", &Value::Null, &[], &meta).unwrap_err();
    assert!(error.report().contains("templates are: audit, broken, monthly"), "{}", error.report());
}
