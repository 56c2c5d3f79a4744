-- engine: tiny_lake
-- A few records of September 2026 for the first three units with a source, to try the checks on (`queries check`).

insert into lake.loads by name
select
    row_number() over (order by entity) as load_id,
    source,
    entity,
    'pull' as kind,
    timestamp '2026-10-07 22:00:00' as started_at,
    timestamp '2026-10-07 22:05:00' as ended_at,
    true as complete,
    1 as pages,
    100 as bytes,
    3 as rows_seen,
    3 as rows_new,
    0 as rows_changed,
    0 as rows_same,
    0 as rows_deleted,
    0 as rows_rejected
from (select source from lake.units where source is not null order by position limit 1) as sources
cross join (
    values ('receptions'), ('assignments'), ('appointments'), ('officials'), ('unit-reports')
) as entities(entity);

insert into lake.source_columns by name
select distinct
    loads.source,
    loads.entity,
    columns.column_name,
    true as declared,
    'instant' as time_precision
from lake.loads as loads
inner join information_schema.columns as columns
    on columns.table_schema = 'lake' and columns.table_name = replace(loads.entity, '-', '_')
union all
select
    source,
    entity,
    '*',
    true,
    'instant'
from lake.loads;

insert into lake.officials by name
select
    source,
    'O-' || code as id,
    1 as load_from,
    'hash' as payload_hash,
    false as deleted,
    timestamp '2026-01-01' as updated_at,
    code as unit_code,
    'A. B.' as full_name,
    'director' as post,
    'leadership' as level,
    date '2024-01-01' as active_from
from lake.units
where source is not null
order by position
limit 3;

insert into lake.appointments by name
select
    source,
    'P-' || unit_code as id,
    1 as load_from,
    'hash' as payload_hash,
    false as deleted,
    timestamp '2026-09-01' as updated_at,
    unit_code,
    id as official_id,
    date '2026-09-03' as date,
    '10:00' as starts,
    '12:00' as ends,
    'planned' as status
from lake.officials;

insert into lake.receptions by name
select
    officials.source,
    'R-' || officials.unit_code || '-' || number as id,
    1 as load_from,
    'hash' as payload_hash,
    false as deleted,
    timestamp '2026-09-01' as updated_at,
    officials.unit_code,
    timestamp '2026-09-01 06:00:00' + to_hours(number * 30) as registered_at,
    'subsystem' as registration,
    'personal' as mode,
    'leadership' as level,
    officials.id as official_id,
    timestamp '2026-09-01 05:00:00' + to_hours(number * 24) as arrived_at,
    timestamp '2026-09-01 05:30:00' + to_hours(number * 24) as started_at,
    timestamp '2026-09-01 05:40:00' + to_hours(number * 24) as ended_at,
    'f:1' as citizen,
    'pension' as topic,
    'complaint' as kind,
    officials.unit_code as complaint_about,
    if(number = 3, 'referred', 'explained') as outcome,
    if(number = 3, officials.unit_code, null) as referred_to,
    'qeyd' as note,
    0 as note_redactions
from lake.officials as officials
cross join generate_series(1, 5) as numbers(number);

insert into lake.assignments by name
select
    source,
    'A-' || id as id,
    1 as load_from,
    'hash' as payload_hash,
    false as deleted,
    timestamp '2026-09-01' as updated_at,
    unit_code,
    id as reception_id,
    unit_code as executor_unit,
    official_id as issued_by,
    date '2026-09-02' as issued_on,
    date '2026-09-20' as due_on,
    'ordinary' as term,
    if(id like '%1', 'done', 'open') as status,
    if(id like '%1', date '2026-09-23', null) as completed_on,
    0 as result_redactions,
    [{'extended_on': date '2026-09-10', 'from': date '2026-09-20', 'to': date '2026-09-21', 'reason': null}] as extensions
from lake.receptions;

insert into lake.unit_reports by name
select
    source,
    'U-' || unit_code as id,
    1 as load_from,
    'hash' as payload_hash,
    false as deleted,
    timestamp '2026-10-02' as updated_at,
    unit_code,
    '2026-09' as period,
    timestamp '2026-10-02 06:00:00' as submitted_at,
    10 as receptions,
    '{"explained": 9}' as by_outcome,
    '{"pension": 5}' as by_topic
from lake.officials;
