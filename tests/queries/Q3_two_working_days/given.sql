-- The as-of is Thursday 8 October: pulled on Tuesday two working days are past, on Monday three. An incomplete pull is none.
update given.loads set started_at = '2026-10-06 08:00:00' where source = 'S1' and entity = 'receptions';
update given.loads set started_at = '2026-10-05 20:00:00' where source = 'S2' and entity = 'receptions';
insert into given.loads (load_id, source, entity, complete) values (99, 'S2', 'receptions', false);
