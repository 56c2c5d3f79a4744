use super::*;

#[test]
fn findings_of_the_first_schema_are_carried_over() {
    let root = Connection::open_in_memory().unwrap();
    assert_eq!(version(&root).unwrap(), 0);
    let (number, name, sql) = MIGRATIONS[0];
    root.execute_batch(&format!("{sql}; insert into migrations values ({number}, '{name}', timestamp '2026-01-01')"))
        .unwrap();
    root.execute_batch(
        "insert into state.findings values ('f', 'R1', 'A', '2026-08', '2026-08', 'high', 'open', \
         timestamp '2026-09-08', timestamp '2026-09-08', 1, 3, null, null); \
         insert into state.finding_log values ('f', 0, timestamp '2026-09-08', 'data', '', 'open', 'failed');",
    )
    .unwrap();
    let root = migrate(root, &StoreSettings::default(), &Clock::Fixed(chrono::DateTime::UNIX_EPOCH)).unwrap();
    assert_eq!(version(&root).unwrap(), MIGRATIONS.last().unwrap().0);
    let held: (String, String, i64) = root
        .query_row("select origin_unit, level, remaining from state.findings", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(held, ("A".into(), "unit".into(), 3));
    let logged: (String, String) =
        root.query_row("select action, role from state.finding_log", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(logged, ("raise".into(), "data".into()));
}
