-- A quarter asks for the quarter's report, whatever the months' were.
insert into given.unit_reports (id, unit_code, period, submitted_at) values
    ('a', 'ONE-A', '2026-Q3', '2026-10-07 10:00:00'), ('b', 'ONE-B', '2026-09', '2026-10-02 10:00:00');
delete from lake.source_columns where source = 'S2' and entity = 'unit-reports';
