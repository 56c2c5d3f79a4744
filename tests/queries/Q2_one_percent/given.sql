-- One in a hundred rows passes. Only the pulls of the month; the agency's row answers.
insert into given.loads (load_id, source, entity, started_at, ended_at, rows_seen, rows_rejected) values
    (101, 'S1', 'receptions', '2026-09-10 02:00:00', '2026-09-10 02:10:00', 50, 1),
    (102, 'S1', 'assignments', '2026-09-10 02:00:00', '2026-09-10 02:10:00', 50, 0),
    (103, 'S2', 'receptions', '2026-09-10 02:00:00', '2026-09-10 02:10:00', 50, 1),
    (104, 'S1', 'receptions', '2026-08-31 23:59:59', '2026-08-31 23:59:59', 50, 50);
insert into lake.quarantine by name
select
    load_id,
    source,
    'receptions' as entity,
    'missing' as reason,
    'x' as detail,
    '{}' as raw,
    'hash' || load_id as raw_hash,
    timestamp '2026-09-10 02:00:00' as first_seen,
    timestamp '2026-09-10 02:00:00' as last_seen
from (values (101, 'S1'), (103, 'S2'), (104, 'S1')) as rejected (load_id, source);
