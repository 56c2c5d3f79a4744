-- Edition 1 saw load 20, the draft of load 30 does not count. One of 200 is half a percent, one of 199 is more.
insert into lake.datasets
select 'seen ' || load_id, 'monthly', '2026-09', null, 'az', timestamp '2026-10-08 05:00:00', load_id, '', '{}', '{}', timestamp '2026-10-08 05:00:00'
from (values (20), (30)) as loads(load_id);
insert into state.editions by name
select
    'monthly/2026-09/MIN/az/' || edition as edition_id, 'monthly' as kind, '2026-09' as period, 'MIN' as unit, 'az' as language,
    edition, status, 'seen ' || load_id as dataset_id, '' as pdf_path, '' as pdf_sha256, 1 as pages,
    timestamp '2026-10-08 05:00:00' as as_of, timestamp '2026-10-08 05:00:00' as created_at,
    if(status = 'issued', timestamp '2026-10-08 05:10:00', null) as issued_at
from (values (1, 'issued', 20), (0, 'draft', 30)) as editions(edition, status, load_id);

insert into given.receptions (id, unit_code, started_at)
select unit || number, unit, '2026-09-09 10:00:00'
from (values ('ONE-A', 199), ('ONE-B', 198), ('ONE-C', 3), ('ONE-D', 3), ('ONE-E', 3), ('ONE-F', 3)) as units(unit, receptions)
cross join generate_series(1, 199) as numbers(number)
where number <= receptions;

insert into given.receptions (id, unit_code, load_from, load_to, started_at, outcome, deleted) values
    -- Corrected after the edition.
    ('a', 'ONE-A', 1, 25, '2026-09-09 10:00:00', 'explained', false), ('a', 'ONE-A', 25, null, '2026-09-09 10:00:00', 'resolved', false),
    ('b', 'ONE-B', 1, 25, '2026-09-09 10:00:00', 'explained', false), ('b', 'ONE-B', 25, null, '2026-09-09 10:00:00', 'resolved', false),
    -- Changed and changed back; changed with the very load that the edition saw.
    ('c', 'ONE-C', 1, 25, '2026-09-09 10:00:00', 'explained', false), ('c', 'ONE-C', 25, 26, '2026-09-09 10:00:00', 'resolved', false),
    ('c', 'ONE-C', 26, null, '2026-09-09 10:00:00', 'explained', false),
    ('c2', 'ONE-C', 1, 20, '2026-09-09 10:00:00', 'explained', false), ('c2', 'ONE-C', 20, null, '2026-09-09 10:00:00', 'resolved', false),
    -- Withdrawn; moved into another month.
    ('d', 'ONE-D', 1, 25, '2026-09-09 10:00:00', 'explained', false), ('d', 'ONE-D', 25, null, '2026-09-09 10:00:00', 'explained', true),
    ('f', 'ONE-F', 1, 25, '2026-09-09 10:00:00', 'explained', false), ('f', 'ONE-F', 25, null, '2026-10-02 10:00:00', 'explained', false),
    -- Another month's record is nobody's fault here.
    ('august', 'ONE-C', 1, 25, '2026-08-09 10:00:00', 'explained', false), ('august', 'ONE-C', 25, null, '2026-08-09 10:00:00', 'resolved', false);
-- Entered only after the month was closed.
insert into given.receptions (id, unit_code, load_from, started_at, registered_at) values
    ('e', 'ONE-E', 25, '2026-09-09 10:00:00', '2026-10-20 10:00:00');
