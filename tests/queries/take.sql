-- Takes what a case has written into the lake: local times become UTC, ordinary times are filled in.
insert into lake.receptions by name
with timed as (
    select
        *,
        case when started_at = '1900-01-01' then null else started_at end as begun
    from given.receptions
)

select
    * exclude (begun) replace (
        begun - interval 4 hours as started_at,
        if(registered_at = '1900-01-01', begun + interval 5 minutes, registered_at) - interval 4 hours as registered_at,
        if(arrived_at = '1900-01-01', begun - interval 10 minutes, arrived_at) - interval 4 hours as arrived_at,
        if(ended_at = '1900-01-01', begun + interval 10 minutes, ended_at) - interval 4 hours as ended_at,
        if(citizen = 'own', 'f:of-' || id, citizen) as citizen,
        appeal_handed_at - interval 4 hours as appeal_handed_at,
        appeal_registered_at - interval 4 hours as appeal_registered_at
    ),
    md5(concat_ws('|', unit_code, topic, outcome, registration, note, begun)) as payload_hash,
    timestamp '2026-10-01' as updated_at
from timed;

insert into lake.assignments by name
select *, 'hash' as payload_hash, timestamp '2026-10-01' as updated_at from given.assignments;

insert into lake.appointments by name
select *, 'hash' as payload_hash, timestamp '2026-10-01' as updated_at from given.appointments;

insert into lake.officials by name
select *, 'hash' as payload_hash, timestamp '2026-10-01' as updated_at from given.officials;

insert into lake.unit_reports by name
select
    * replace (submitted_at - interval 4 hours as submitted_at),
    'hash' as payload_hash,
    timestamp '2026-10-01' as updated_at
from given.unit_reports;

insert into lake.loads by name
select
    * replace (started_at - interval 4 hours as started_at, ended_at - interval 4 hours as ended_at),
    1 as pages,
    1 as bytes,
    0 as rows_new,
    0 as rows_changed,
    0 as rows_same,
    0 as rows_deleted
from given.loads;
