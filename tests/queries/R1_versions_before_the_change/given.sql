-- Corrected, withdrawn and new with the second load: the newest state counts, what ended does not.
insert into given.loads (load_id, source, entity) values (2, 'S1', 'receptions');
insert into given.receptions (id, load_from, load_to, deleted, started_at, registered_at) values
    ('corrected', 1, 2, false, '2026-09-09 10:00:00', '2026-09-12 10:00:00'),
    ('corrected', 2, null, false, '2026-09-09 10:00:00', '2026-09-09 12:00:00'),
    ('withdrawn', 1, 2, false, '2026-09-09 10:00:00', '2026-09-12 10:00:00'),
    ('withdrawn', 2, null, true, null, null),
    ('new', 2, null, false, '2026-09-09 10:00:00', '2026-09-12 10:00:00');
