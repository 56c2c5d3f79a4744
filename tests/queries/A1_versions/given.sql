insert into given.loads (load_id, source, entity) values (50, 'S1', 'assignments');
insert into given.assignments (id, load_from, load_to, deleted, status, completed_on) values
    ('changed', 1, 50, false, 'open', null), ('changed', 50, null, false, 'done', '2026-10-01'),
    ('withdrawn', 1, 50, false, 'open', null), ('withdrawn', 50, null, true, null, null),
    ('kept', 1, null, false, 'open', null);
