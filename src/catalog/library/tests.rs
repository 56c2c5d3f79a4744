use super::*;

#[test]
fn the_built_in_library_is_sound_and_ordered() {
    let library = Library::load(None).unwrap();
    let ids: Vec<&str> = library.checks().iter().map(|check| check.id.as_str()).collect();
    assert_eq!(&ids[..3], ["R1", "R2", "R3"]);
    assert!(ids.iter().position(|id| *id == "A1") < ids.iter().position(|id| *id == "C1"));
    assert!(library.folder("marts").any(|file| file.name() == "20_receptions"));
    assert_eq!(library.hash(), Library::load(None).unwrap().hash());
}

#[test]
fn globs_name_checks() {
    assert!(matches("A*", "A10") && matches("*", "R1") && matches("r1", "R1"));
    assert!(!matches("R1", "R10") && !matches("A*", "R1"));
    let library = Library::load(None).unwrap();
    let ids = |globs: &str| {
        library.select(&[globs.to_owned()]).map(|checks| checks.iter().map(|c| c.id.clone()).collect::<Vec<_>>())
    };
    assert_eq!(ids("R1,R2").unwrap(), ["R1", "R2"]);
    assert!(ids("A*").unwrap().len() >= 4);
    assert_eq!(ids("R1, X*").unwrap_err().to_string(), "no check is named by `X*`");
}

#[test]
fn a_folder_replaces_and_adds() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("checks")).unwrap();
    let library = Library::load(None).unwrap();
    let copy = library.text("checks/R2_registered_on_paper.sql").unwrap().replace("high", "low");
    std::fs::write(folder.path().join("checks/R2_registered_on_paper.sql"), &copy).unwrap();
    let replaced = Library::load(Some(folder.path())).unwrap();
    assert_eq!(replaced.check("R2").unwrap().severity, crate::domain::finding::Severity::Low);
    assert_ne!(replaced.hash(), library.hash());

    std::fs::write(folder.path().join("checks/R2_again.sql"), &copy).unwrap();
    let twice = Library::load(Some(folder.path())).unwrap_err();
    assert!(twice.to_string().contains("both define the check `R2`"));
}

#[test]
fn an_unknown_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("cheks")).unwrap();
    std::fs::write(folder.path().join("cheks/R2.sql"), "select 1").unwrap();
    assert!(Library::load(Some(folder.path())).unwrap_err().report().contains("no station of the program"));
}
