use super::*;

fn change(check: &str, name: &str, scope: Scope) -> Override {
    Override { check: check.into(), name: name.into(), scope, value: OverrideValue::Number(0.1) }
}

fn refused(change: Override) -> (String, String) {
    let library = Library::load(None).unwrap();
    let error = check_overrides(&library, &[change], &Reference::builtin()).unwrap_err();
    (error.to_string(), error.remedy().unwrap().to_owned())
}

#[test]
fn defaults_are_numbers_or_lists_of_words() {
    let parse = |text: &str| ThresholdDefault::parse(text).map(|threshold| threshold.value);
    assert_eq!(parse("hours = 24"), Ok(ThresholdValue::Number(24.0)));
    assert_eq!(parse("topics = [a, b ]"), Ok(ThresholdValue::Texts(vec!["a".into(), "b".into()])));
    assert_eq!(parse("hours: 24"), Err("no `=` in `hours: 24`".into()));
    assert_eq!(parse("hours = a day"), Err("`a day` is no number".into()));
    assert_eq!(parse("Hours = 24"), Err("`Hours` is no name of lower-case letters, digits and `_`".into()));
}

#[test]
fn overrides_name_what_exists() {
    let library = Library::load(None).unwrap();
    let good = [
        change("R1", "tolerance", Scope::All),
        change("R1", "hours", Scope::Kind("local".into())),
        change("R1", "hours", Scope::Unit("DSMF-BABEK".into())),
    ];
    check_overrides(&library, &good, &Reference::builtin()).unwrap();

    let (message, hint) = refused(change("R99", "tolerance", Scope::All));
    assert_eq!(message, "section `[checks.R99]`: there is no such check");
    assert!(hint.starts_with("use one of R1, R2, R3"), "{hint}");
    let (message, hint) = refused(change("R1", "allowance", Scope::All));
    assert_eq!(message, "section `[checks.R1]`: key `allowance` is no threshold of the check");
    assert_eq!(hint, "use one of `tolerance`, `hours`");
    let (message, _) = refused(change("R1", "hours", Scope::Kind("big".into())));
    assert_eq!(message, "section `[checks.R1]`: key `by_kind.big`");
    let (message, _) = refused(change("R1", "hours", Scope::Unit("NOWHERE".into())));
    assert_eq!(message, "section `[checks.R1]`: key `by_unit.NOWHERE` names no unit");
    let (message, _) = refused(change("C1", "exempt_topics", Scope::All));
    assert_eq!(message, "section `[checks.C1]`: key `exempt_topics` is a list of words, not a number");
}

#[test]
fn lists_of_topics_are_overridden_as_lists() {
    let library = Library::load(None).unwrap();
    let words = |words: &[&str]| OverrideValue::Words(words.iter().map(|word| (*word).to_owned()).collect());
    let exempt = |value| Override { value, ..change("C1", "exempt_topics", Scope::Kind("local".into())) };
    check_overrides(&library, &[exempt(words(&["training", "pension"])), exempt(words(&[]))], &Reference::builtin())
        .unwrap();
    let (message, hint) = refused(exempt(words(&["training", "pensions"])));
    assert_eq!(message, "section `[checks.C1]`: key `exempt_topics` names no topic by `pensions`");
    assert_eq!(hint, "use a `code` of the topics table");
    let (message, _) = refused(Override { value: words(&["day"]), ..change("R1", "hours", Scope::All) });
    assert_eq!(message, "section `[checks.R1]`: key `hours` is a number, not a list of words");
}
