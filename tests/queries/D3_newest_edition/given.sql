-- The second edition saw the correction of load 25; the agency's own edition is the newer one for its branches. A report
-- that still waits is not issued.
insert into lake.datasets
select 'seen ' || load_id, 'monthly', '2026-09', null, 'az', timestamp '2026-10-08 05:00:00', load_id, '', '{}', '{}', timestamp '2026-10-08 05:00:00'
from (values (20), (26), (40)) as loads(load_id);
insert into state.editions by name
select
    'monthly/2026-09/' || unit || '/az/' || edition as edition_id, 'monthly' as kind, '2026-09' as period, unit, 'az' as language,
    edition, status, 'seen ' || load_id as dataset_id, '' as pdf_path, '' as pdf_sha256, 1 as pages,
    timestamp '2026-10-08 05:00:00' as as_of, timestamp '2026-10-08 05:00:00' as created_at,
    timestamp '2026-10-08 05:10:00' as issued_at
from (values ('MIN', 1, 'replaced', 20), ('ONE', 1, 'issued', 26), ('MIN', 2, 'waiting', 40)) as editions(unit, edition, status, load_id);
insert into given.receptions (id, source, unit_code, load_from, load_to, started_at, outcome) values
    ('a', 'S1', 'ONE-A', 1, 25, '2026-09-09 10:00:00', 'explained'), ('a', 'S1', 'ONE-A', 25, null, '2026-09-09 10:00:00', 'resolved'),
    ('t', 'S2', 'TWO-A', 1, 25, '2026-09-09 10:00:00', 'explained'), ('t', 'S2', 'TWO-A', 25, null, '2026-09-09 10:00:00', 'resolved');
