//! Datasets that no ministry has, and that one day come: nothing overflows, page 1 stays one page, nothing is evaluated.

use serde_json::{Value, json};

use super::paper::{page_text, words_outside};
use super::{sample, typeset};

/// Strings that are words of the program, not of the report.
const FIXED: [&str; 12] =
    ["kind", "state", "tone", "arrow", "align", "severity", "language", "as_of", "query", "key", "id", "code"];

/// Calls `change` for every object of the dataset.
fn each_object(value: &mut Value, change: &mut impl FnMut(&mut serde_json::Map<String, Value>)) {
    match value {
        Value::Object(fields) => {
            change(fields);
            fields.values_mut().for_each(|field| each_object(field, change));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_object(item, change)),
        _ => {}
    }
}

/// Calls `change` for every string that is printed.
fn each_text(value: &mut Value, change: &impl Fn(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        Value::Object(fields) => {
            fields.iter_mut().filter(|(key, _)| !FIXED.contains(&key.as_str())).for_each(|(_, v)| each_text(v, change));
        }
        _ => {}
    }
}

/// Typesets a variant and checks what must hold for every report.
fn holds(name: &str, dataset: &Value) -> usize {
    let typeset = typeset(dataset);
    if let Ok(folder) = std::env::var("KEEP_VARIANTS") {
        std::fs::write(format!("{folder}/{name}.pdf"), &typeset.pdf).unwrap();
    }
    assert!(typeset.warnings.iter().all(|w| w.contains("were replaced")), "{name}: {:?}", typeset.warnings);
    assert_eq!(words_outside(&typeset.pdf), Vec::<String>::new(), "{name}");
    if let Some(second) = page_text(&typeset.pdf, 2) {
        let contents = if dataset["language"] == "en" { "Contents" } else { "Mündəricat" };
        assert!(second.trim_start().starts_with(contents), "{name}: page 1 runs over to page 2:\n{second}");
    }
    typeset.pages
}

fn signed(name: &str, dataset: &Value) {
    let typeset = typeset(dataset);
    if let Some(first) = page_text(&typeset.pdf, 1) {
        assert!(first.contains("Şöbə müdiri"), "{name}: the signature is not on page 1");
    }
}

#[test]
fn markup_in_the_data_is_text() {
    let mut dataset = sample();
    each_text(&mut dataset, &|text| {
        *text = format!("{} #$*_ `x` @a <b> //c [d] \"e\" ₼ 🙂", text.chars().take(12).collect::<String>());
    });
    // Numbers come from our own hand; they stay short, whatever is in them.
    each_object(&mut dataset, &mut |fields| {
        if (fields.contains_key("value") && fields.contains_key("state")) || fields.contains_key("arrow") {
            fields.insert("text".into(), json!("#$*_"));
        }
    });
    holds("hostile", &dataset);
    let mut dataset = sample();
    dataset["first"]["summary"] = json!("#panic(\"evaluated\") $x$ *bold* _it_ @ref <label> \\ // c");
    let typeset = typeset(&dataset);
    if let Some(first) = page_text(&typeset.pdf, 1) {
        assert!(first.contains("#panic(\"evaluated\") $x$ *bold* _it_ @ref <label> \\ // c"), "{first}");
    }
}

#[test]
fn a_month_without_any_data() {
    let mut dataset = sample();
    each_object(&mut dataset, &mut |fields| {
        for rows in ["rows", "new", "bars", "bins", "points", "cells"] {
            if fields.contains_key(rows) {
                fields.insert(rows.into(), json!([]));
            }
        }
        if fields.contains_key("value") && fields.contains_key("state") {
            fields.insert("value".into(), Value::Null);
            fields.insert("text".into(), json!("məlumat təqdim edilmir"));
            fields.insert("state".into(), json!("not_provided"));
        }
    });
    for headline in dataset["first"]["headlines"].as_array_mut().unwrap() {
        headline["months"] = json!(vec![Value::Null; 13]);
        headline["changes"] = json!([]);
    }
    dataset["first"]["warnings"] = json!([]);
    dataset["first"]["year"] = json!([]);
    dataset["first"]["worse"]["items"] = json!([]);
    dataset["first"]["proposals"]["items"] = json!([]);
    dataset["proposals"]["items"] = json!([]);
    holds("empty", &dataset);
    signed("empty", &dataset);

    // Charts and sections that are not there at all.
    for section in
        ["minister", "receptions", "leadership", "execution", "repeats", "subsystem", "quality", "contradictions"]
    {
        for (name, part) in dataset[section].as_object_mut().unwrap() {
            if part.get("message").is_some() && !["agencies", "local"].contains(&name.as_str()) {
                *part = Value::Null;
            }
        }
        dataset[section]["section"]["absent"] = json!("Mənbələr bu bölmə üçün məlumat təqdim etmir.");
    }
    dataset["receptions"]["agencies"] = Value::Null;
    holds("absent", &dataset);
}

#[test]
fn one_unit_and_no_receptions() {
    let mut dataset = sample();
    each_object(&mut dataset, &mut |fields| {
        for rows in ["rows", "bars", "bins", "points"] {
            if let Some(items) = fields.get_mut(rows).and_then(Value::as_array_mut) {
                items.truncate(1);
            }
        }
        if fields.get("value").is_some_and(Value::is_number) && fields.contains_key("text") {
            fields.insert("value".into(), json!(0.0));
            fields.insert("text".into(), json!("0"));
        }
    });
    for headline in dataset["first"]["headlines"].as_array_mut().unwrap() {
        headline["months"] = json!(vec![0; 13]);
    }
    holds("one_unit", &dataset);
    signed("one_unit", &dataset);
}

#[test]
fn names_of_120_letters() {
    let spaced = "Naxçıvan Muxtar Respublikasının Əmək və Əhalinin Sosial Müdafiəsi Nazirliyinin Sosial Müdafiə və Məşğulluq Mərkəzi filialı";
    let unbroken = "Ə".repeat(120);
    for (name, long) in [("long_names", spaced), ("long_words", unbroken.as_str())] {
        let mut dataset = sample();
        each_object(&mut dataset, &mut |fields| {
            // Rows of plots, bars and points, and the first cell of table rows.
            let is_bar =
                fields.contains_key("label") && fields.contains_key("figure") && !fields.contains_key("changes");
            for key in ["name", "label", "unit"] {
                let is_name = key == "name" && fields.contains_key("rank")
                    || key == "label" && (is_bar || fields.contains_key("outside"))
                    || key == "unit" && fields.contains_key("severity");
                if is_name {
                    fields.insert(key.into(), json!(long));
                }
            }
            if let Some(cell) = fields.get_mut("cells").and_then(|cells| cells.get_mut(0))
                && cell.get("kind").is_some_and(|kind| kind == "text")
            {
                cell["text"] = json!(long);
            }
        });
        // Charts of many long names are cut to a page.
        for rows in [("first", "agencies", "rows"), ("quality", "agencies", "rows"), ("receptions", "agencies", "bars")]
        {
            repeat(&mut dataset[rows.0][rows.1][rows.2], 40);
        }
        holds(name, &dataset);
        signed(name, &dataset);
    }
}

/// Makes `items` so many by repeating them.
fn repeat(items: &mut Value, times: usize) {
    let items = items.as_array_mut().unwrap();
    *items = items.iter().cycle().take(times).cloned().collect();
}

#[test]
fn long_sentences_on_page_1_are_cut_and_the_page_is_signed() {
    let mut dataset = sample();
    let long = "DSMF-nin Gəncə Şəhər Filialında vaxtında icra 91,2 faizdən 68,4 faizə enib. ".repeat(12);
    dataset["first"]["summary"] = json!(long);
    dataset["head"]["title"] = json!(long);
    dataset["first"]["warnings"] = json!([{"text": long}, {"text": long, "bold": true}]);
    dataset["first"]["year"] = json!([{"text": long}]);
    for list in ["worse", "proposals"] {
        for item in dataset["first"][list]["items"].as_array_mut().unwrap() {
            item["text"] = json!([{"text": "Göstərici", "bold": true}, {"text": long}]);
        }
    }
    for headline in dataset["first"]["headlines"].as_array_mut().unwrap() {
        headline["notes"] = json!([long, long]);
    }
    holds("long_sentences", &dataset);
    signed("long_sentences", &dataset);
}

#[test]
fn five_hundred_units_and_forty_agencies() {
    let mut dataset = sample();
    repeat(&mut dataset["annex"]["units"]["rows"], 500);
    repeat(&mut dataset["first"]["agencies"]["rows"], 40);
    repeat(&mut dataset["quality"]["agencies"]["rows"], 40);
    repeat(&mut dataset["receptions"]["agencies"]["bars"], 40);
    repeat(&mut dataset["execution"]["overdue"]["rows"], 500);
    repeat(&mut dataset["findings"]["new"], 60);
    let pages = holds("many", &dataset);
    assert!(pages > 25, "{pages} pages");
    signed("many", &dataset);
}

#[test]
fn the_same_template_serves_english() {
    let mut dataset = sample();
    dataset["language"] = json!("en");
    holds("english", &dataset);
}
