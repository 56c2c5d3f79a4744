-- Not pulled for three working days: fewer receptions say nothing.
insert into given.receptions (id, started_at) values ('a', '2026-09-09 10:00:00');
update given.loads set started_at = '2026-10-05 02:00:00', ended_at = '2026-10-05 02:10:00' where source = 'S1' and entity = 'receptions';
