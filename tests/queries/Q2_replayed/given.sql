-- Two rows of fifty were rejected and taken after a fix: by a replay that stands, and by one that is younger than the snapshot.
insert into given.loads (load_id, source, entity, started_at, ended_at, rows_seen, rows_rejected) values
    (101, 'S1', 'receptions', '2026-09-10 02:00:00', '2026-09-10 02:10:00', 50, 2),
    (103, 'S2', 'receptions', '2026-09-10 02:00:00', '2026-09-10 02:10:00', 50, 2);
insert into lake.quarantine by name
select
    load_id,
    source,
    'receptions' as entity,
    'unknown_unit' as reason,
    'x' as detail,
    '{}' as raw,
    'hash' || row_number() over () as raw_hash,
    timestamp '2026-09-10 02:00:00' as first_seen,
    timestamp '2026-09-10 02:00:00' as last_seen,
    replayed_load
from (
    values (101, 'S1', 104), (101, 'S1', 104), (103, 'S2', 104), (103, 'S2', 9999999)
) as rejected (load_id, source, replayed_load);
insert into given.loads (load_id, source, entity, kind, started_at, ended_at, rows_seen, rows_rejected) values
    (104, 'S1', 'receptions', 'replay', '2026-09-11 02:00:00', '2026-09-11 02:10:00', 2, 0);
