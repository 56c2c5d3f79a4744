//! The fixed words of the templates: `labels/<language>.ftl`, resolved with Fluent into a dictionary.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

use super::templates::Templates;
use crate::domain::language::Language;
use crate::error::{Doing, Error, Result};

/// The labels of every language.
#[derive(Debug)]
pub struct Labels {
    by_language: BTreeMap<Language, BTreeMap<String, String>>,
}

impl Labels {
    pub fn load(templates: &Templates) -> Result<Labels> {
        let mut by_language = BTreeMap::new();
        for language in Language::ALL {
            let path = format!("labels/{}.ftl", language.as_str());
            let labels = resolve(templates.text(&path)?, language).doing(|| format!("loading labels `{path}`"))?;
            by_language.insert(language, labels);
        }
        Ok(Labels { by_language })
    }

    /// All labels of a language, by key.
    pub fn dictionary(&self, language: Language) -> Result<&BTreeMap<String, String>> {
        self.by_language
            .get(&language)
            .ok_or_else(|| Error::not_found(format!("looking up the labels of language `{}`", language.as_str())))
    }

    /// Labels that one language has and another lacks: "`draft` is missing in `labels/en.ftl`".
    pub fn missing(&self) -> Vec<String> {
        let all: BTreeSet<&String> = self.by_language.values().flat_map(BTreeMap::keys).collect();
        let mut missing = Vec::new();
        for (language, labels) in &self.by_language {
            for key in all.iter().filter(|key| !labels.contains_key(**key)) {
                missing.push(format!("`{key}` is missing in `labels/{}.ftl`", language.as_str()));
            }
        }
        missing
    }
}

fn resolve(source: String, language: Language) -> Result<BTreeMap<String, String>> {
    // A message begins its line with its name; indented lines and comments belong to others.
    let keys: Vec<String> = source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim().to_owned()))
        .collect();
    let resource = FluentResource::try_new(source)
        .map_err(|(_, errors)| Error::usage(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;
    let locale: LanguageIdentifier =
        language.as_str().parse().doing(|| format!("reading language `{}`", language.as_str()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    bundle
        .add_resource(resource)
        .map_err(|errors| Error::usage(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;

    let mut labels = BTreeMap::new();
    for key in keys {
        let pattern = bundle
            .get_message(&key)
            .and_then(|message| message.value())
            .ok_or_else(|| Error::usage(format!("label `{key}` has no value")))?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
        if let Some(error) = errors.into_iter().next() {
            return Err(Error::usage(format!("label `{key}` cannot be resolved")).because(error));
        }
        labels.insert(key, text);
    }
    Ok(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_stands_in_both_languages() {
        let labels = Labels::load(&Templates::new(None).unwrap()).unwrap();
        assert_eq!(labels.missing(), Vec::<String>::new());
        assert_eq!(labels.dictionary(Language::Az).unwrap()["page"], "səhifə");
    }

    #[test]
    fn a_broken_label_file_is_an_error() {
        let error = resolve("page = { $ }".into(), Language::Az).unwrap_err();
        assert_eq!(error.exit_code(), 2);
    }
}
