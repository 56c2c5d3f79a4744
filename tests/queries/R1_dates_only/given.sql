-- A source whose starts are dates can neither pass nor fail an hour check.
update lake.source_columns set time_precision = 'date' where source = 'S1' and column_name = 'started_at';
insert into given.receptions (id, source, unit_code, started_at, registered_at) values
    ('dated', 'S1', 'ONE-A', '2026-09-09 00:00:00', '2026-09-11 00:00:00'),
    ('timed', 'S2', 'TWO-A', '2026-09-09 00:00:00', '2026-09-11 00:00:00');
