use proptest::prelude::*;

use super::*;

const HEADER: &str = "code,parent,kind,name_az,name_en,region,week_days,source,active_from,active_to,successor\n";
const ROOT: &str = "N,,ministry,Nazirlik,Ministry,,5,,,,\n";

fn units(rows: &str) -> Result<Units> {
    Units::from_csv(&format!("{HEADER}{rows}"), "units.csv")
}

fn report(rows: &str) -> String {
    units(&format!("{ROOT}{rows}")).unwrap_err().report()
}

fn codes(units: Vec<&Unit>) -> Vec<&str> {
    units.into_iter().map(|unit| unit.code.as_str()).collect()
}

#[test]
fn the_built_in_tree() {
    let units = Units::builtin();
    assert_eq!(units.len(), 155);
    assert_eq!(units.ministry().code, "NAZ");
    assert_eq!(codes(units.children("NAZ")), ["APR", "DSMF", "DMA", "DEMX", "DOST", "DTSER", "SXA"]);
    assert_eq!(units.sources(), ["APR", "DSMF", "DMA", "DEMX", "DOST", "DTSER", "SXA"]);
    assert_eq!(units.subtree("NAZ").len(), 155);
    assert_eq!(units.agency_of("NAZ"), None);
    assert_eq!(units.agency_of("DSMF").map(|unit| unit.code.as_str()), Some("DSMF"));
    assert_eq!(units.agency_of("DSMF-XIZI").map(|unit| unit.code.as_str()), Some("DSMF"));
    assert_eq!(units.get("DSMF-XIZI").map(|unit| unit.week), Some(Week::Six));
    assert!(units.iter().filter(|unit| unit.kind == UnitKind::Local).all(|unit| unit.source.is_some()));
    assert!(units.is_within("DSMF-XIZI", "DSMF") && units.is_within("DSMF", "DSMF") && units.is_within("DMA", "NAZ"));
    assert!(!units.is_within("DSMF", "DSMF-XIZI") && !units.is_within("NOBODY", "NAZ"));
}

#[test]
fn a_flat_table_without_optional_columns_is_a_tree_too() {
    let text = "code,parent,kind,name_az,name_en,region,week_days\nNYC,,ministry,Şura,Council,,5\n\
                M01,NYC,local,1 saylı ofis,Office 1,,5\nM02,NYC,local,2 saylı ofis,,,6\n";
    let units = Units::from_csv(text, "units.csv").unwrap();
    assert_eq!(codes(units.subtree("NYC")), ["NYC", "M01", "M02"]);
    assert_eq!(units.agency_of("M02").map(|unit| unit.name_en.as_str()), Some("2 saylı ofis"));
    assert!(units.sources().is_empty());
}

#[test]
fn a_unit_takes_the_source_of_its_nearest_ancestor() {
    let rows = "A,N,subordinate,A,A,,5,SA,,,\nB,A,local,B,B,,5,,,,\nC,B,local,C,C,,5,,,,\nD,B,local,D,D,,5,SD,,,\n";
    let units = units(&format!("{ROOT}{rows}")).unwrap();
    let source = |code| units.get(code).and_then(|unit| unit.source.as_deref());
    assert_eq!(["N", "A", "B", "C", "D"].map(source), [None, Some("SA"), Some("SA"), Some("SA"), Some("SD")]);
    assert_eq!(units.sources(), ["SA", "SD"]);
    assert_eq!(codes(units.subtree("A")), ["A", "B", "C", "D"]);
    let pairs = units.tree_pairs();
    assert_eq!(pairs.len(), 1 + 2 + 3 + 4 + 4);
    assert!(pairs.contains(&("N", "D", 3)) && pairs.contains(&("D", "D", 0)));
}

#[test]
fn children_may_stand_before_their_parents() {
    let text = format!("{HEADER}B,A,local,B,B,,5,,,,\nA,N,subordinate,A,A,,5,SA,,,\n{ROOT}");
    let units = Units::from_csv(&text, "units.csv").unwrap();
    assert_eq!(units.get("B").and_then(|unit| unit.source.as_deref()), Some("SA"));
    assert_eq!(codes(units.ancestry("B")), ["B", "A", "N"]);
}

#[test]
fn a_unit_lives_within_its_dates() {
    let rows = "A,N,subordinate,A,A,,5,S,2025-02-01,2026-06-30,B\nB,N,subordinate,B,B,,5,S,2026-07-01,,\n";
    let units = units(&format!("{ROOT}{rows}")).unwrap();
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    let active = |code, from, to| units.get(code).unwrap().is_active(date(from), date(to));
    assert!(active("A", "2026-06-01", "2026-06-30") && !active("A", "2026-07-01", "2026-07-31"));
    assert!(active("A", "2026-06-30", "2026-07-31") && active("B", "2026-06-30", "2026-07-01"));
    assert!(!active("B", "2026-06-01", "2026-06-30") && active("N", "1900-01-01", "1900-01-01"));
}

#[test]
fn errors_name_line_column_and_remedy() {
    assert_eq!(
        report("A,X,local,A,A,,5,,,,\n"),
        "error: `units.csv` line 3, column `parent`: there is no unit `X`\n\n\
         hint: add a row with code `X` or correct the cell"
    );
    assert_eq!(
        report("A,N,local,A,A,,5,,,,\nA,N,local,B,B,,5,,,,\n"),
        "error: `units.csv` line 4, column `code`: `A` is given twice\n\nhint: give every unit its own code"
    );
    assert_eq!(
        report("A,C,local,A,A,,5,,,,\nB,A,local,B,B,,5,,,,\nC,B,local,C,C,,5,,,,\n"),
        "error: `units.csv` line 3, column `parent`: `A` lies below itself\n\n\
         hint: every chain of parents must end at the ministry"
    );
    assert_eq!(
        report("A,,ministry,A,A,,5,,,,\n"),
        "error: `units.csv` line 3, column `kind`: `A` is a second ministry beside `N`\n\n\
         hint: keep one row of kind `ministry`"
    );
    assert_eq!(
        report("A,,local,A,A,,5,,,,\n"),
        "error: `units.csv` line 3, column `parent`: `A` has no parent\n\n\
         hint: only the ministry stands alone: name the unit above"
    );
    assert_eq!(
        report("A,N,branch,A,A,,5,,,,\n"),
        "error: `units.csv` line 3, column `kind`: `branch` is not valid\n\n\
         hint: use one of `ministry`, `apparatus`, `in_structure`, `subordinate`, `local`"
    );
    assert_eq!(
        report("A,N,local,A,A,,7,,,,\n"),
        "error: `units.csv` line 3, column `week_days`: `7` is not valid\n\nhint: use `5` or `6` working days"
    );
    assert_eq!(
        report("A,N,local,,A,,5,,,,\n"),
        "error: `units.csv` line 3, column `name_az`: is blank\n\nhint: fill the cell"
    );
    assert_eq!(
        report("A,N,local,A,A,,5,,2026-02-01,2026-01-01,\n"),
        "error: `units.csv` line 3, column `active_to`: lies before `active_from`\n\n\
         hint: correct one of the two dates"
    );
    assert_eq!(
        report("A,N,local,A,A,,5,,,,Z\n"),
        "error: `units.csv` line 3, column `successor`: there is no unit `Z`\n\n\
         hint: add a row with code `Z` or correct the cell"
    );
    assert_eq!(
        units("").unwrap_err().report(),
        "error: `units.csv`: no unit of kind `ministry`\n\nhint: add one row of kind `ministry` without a parent"
    );
}

proptest! {
    /// Unit `i` hangs below any unit with a smaller number.
    #[test]
    fn any_tree_holds_together(parents in prop::collection::vec(any::<prop::sample::Index>(), 0..40)) {
        let mut rows = String::from(ROOT);
        for (index, parent) in parents.iter().enumerate() {
            let parent = match parent.index(index + 1) { 0 => "N".to_owned(), up => format!("U{up}") };
            rows += &format!("U{},{parent},local,x,x,,5,,,,\n", index + 1);
        }
        let units = units(&rows).unwrap();
        prop_assert_eq!(units.subtree("N").len(), units.len());
        let pairs = units.tree_pairs();
        let below: usize = units.iter().map(|unit| units.subtree(&unit.code).len()).sum();
        prop_assert_eq!(pairs.len(), below);
        for (up, down, depth) in pairs {
            prop_assert!(units.is_within(down, up));
            prop_assert_eq!(depth == 0, up == down);
        }
        for unit in units.iter().filter(|unit| unit.code != "N") {
            let agency = units.agency_of(&unit.code).unwrap();
            prop_assert_eq!(agency.parent.as_deref(), Some("N"));
            prop_assert!(units.is_within(&unit.code, &agency.code));
        }
    }
}
