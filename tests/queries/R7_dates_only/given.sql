update lake.source_columns set time_precision = 'date' where source = 'S1' and column_name = 'ended_at';
insert into given.receptions (id, started_at, ended_at) values ('a', '2026-09-09 10:00:00', '2026-09-09 00:00:00');
