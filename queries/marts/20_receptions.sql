-- mart: receptions
-- grain: one row a reception as it was known at the as-of (a view: ask for few columns and a span of `day`)
-- columns: those of lake.receptions without the versions' own, and day (local day of started_at, else registered_at),
--     started_local, registered_local, registered_day, agency, unit_kind, week, pulled_at (when the load that brought this
--     version had ended, UTC), is_no_show
-- What is dated after the as-of has not happened: receptions registered later are absent, later hand-overs and
-- referrals are null.

create or replace temp view receptions as
select
    held.source,
    held.id,
    held.load_from,
    held.unit_code,
    held.registered_at,
    held.registration,
    held.mode,
    held.level,
    held.official_id,
    held.arrived_at,
    held.started_at,
    held.ended_at,
    held.citizen,
    held.citizen_region,
    nullif(trim(held.topic), '') as topic,
    held.kind,
    held.complaint_about,
    held.collective,
    held.outcome,
    held.referred_to,
    if(held.referred_on > getvariable('as_of_day'), null, held.referred_on) as referred_on,
    nullif(trim(held.note), '') as note,
    held.note_redactions,
    held.rating,
    if(held.appeal_handed_at > getvariable('as_of'), null, held.appeal_handed_at) as appeal_handed_at,
    if(held.appeal_registered_at > getvariable('as_of'), null, held.appeal_registered_at) as appeal_registered_at,
    if(held.appeal_registered_at > getvariable('as_of'), null, held.appeal_number) as appeal_number,
    cast(lake.local_time(coalesce(held.started_at, held.registered_at)) as date) as day,
    lake.local_time(held.started_at) as started_local,
    lake.local_time(held.registered_at) as registered_local,
    cast(lake.local_time(held.registered_at) as date) as registered_day,
    unit.agency,
    unit.kind as unit_kind,
    coalesce(unit.week, '5') as week,
    coalesce(loads.ended_at, loads.started_at) as pulled_at,
    coalesce(held.outcome = 'no_show', false) as is_no_show
from lake.receptions as held
left join lake.units as unit on unit.code = held.unit_code
left join lake.loads as loads on loads.load_id = held.load_from
where
    held.load_from <= getvariable('load_id')
    and (held.load_to is null or held.load_to > getvariable('load_id'))
    and not held.deleted
    and coalesce(held.registered_at <= getvariable('as_of'), true);
