//! Every visible string, in Azerbaijani and English: one Fluent file each, looked up by key.
//!
//! To add a string: the same key in `labels/az.ftl` and `labels/en.ftl`; a test compares the two.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::domain::language::Language;

pub const AZ: &str = include_str!("labels/az.ftl");
pub const EN: &str = include_str!("labels/en.ftl");

static AZ_BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("az", AZ));
static EN_BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("en", EN));

fn bundle(language: &str, text: &str) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks would end up in titles, CSV heads and searches.
    bundle.set_use_isolating(false);
    // A broken line is left out here and found by the test; what can be shown is shown.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

fn of(language: Language) -> &'static FluentBundle<FluentResource> {
    match language {
        Language::Az => &AZ_BUNDLE,
        Language::En => &EN_BUNDLE,
    }
}

/// The string of `key`; the key itself where there is none, so that a gap is seen and nothing breaks.
pub fn text(language: Language, key: &str) -> String {
    with(language, key, &[])
}

/// The string of `key` with its variables filled in.
pub fn with(language: Language, key: &str, values: &[(&str, &str)]) -> String {
    find(language, key, values).unwrap_or_else(|| key.to_owned())
}

/// The string of `key`, if there is one.
pub fn find(language: Language, key: &str, values: &[(&str, &str)]) -> Option<String> {
    let bundle = of(language);
    let pattern = bundle.get_message(key)?.value()?;
    let mut arguments = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        arguments.set(*name, *value);
    }
    Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
}
