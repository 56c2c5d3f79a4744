delete from lake.source_columns where source = 'S1' and column_name = 'citizen';
insert into lake.source_columns values ('S2', 'receptions', 'fin', true, 'instant');
delete from lake.source_columns where source = 'S2' and column_name = 'citizen';
insert into given.receptions (id, source, unit_code, started_at) values
    ('a', 'S1', 'ONE-A', '2026-09-09 10:00:00'), ('b', 'S2', 'TWO-A', '2026-09-09 10:00:00');
