insert into given.loads (load_id, source, entity, started_at) values
    (101, 'S1', 'receptions', '2026-09-10 02:00:00'), (102, 'S1', 'receptions', '2026-09-11 02:00:00'),
    (103, 'S2', 'receptions', '2026-09-10 02:00:00');
insert into lake.drift values
    (101, 'S1', 'receptions', 'topic', 'topic', 'pensiya', 3), (102, 'S1', 'receptions', 'topic', 'topic', 'pensiya', 2),
    (1, 'S2', 'receptions', 'topic', 'topic', 'pensiya', 9);
