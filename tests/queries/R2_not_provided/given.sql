delete from lake.source_columns where source = 'S1' and column_name = 'registration';
insert into given.receptions (id, started_at, registration) values ('a', '2026-09-09 10:00:00', null);
