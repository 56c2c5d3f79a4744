-- mart: appointments
-- grain: one row an appointment of the reception schedule as it was known at the as-of
-- columns: source, id, unit_code, official_id, date, starts, ends, place, status, reason (null when blank), level (of the
--     official), week

create or replace temp view appointments as
select
    held.source,
    held.id,
    held.unit_code,
    held.official_id,
    held.date,
    held.starts,
    held.ends,
    held.place,
    held.status,
    nullif(trim(held.reason), '') as reason,
    officials.level,
    coalesce(unit.week, '5') as week
from lake.appointments as held
left join officials on officials.source = held.source and officials.id = held.official_id
left join lake.units as unit on unit.code = held.unit_code
where
    held.load_from <= getvariable('load_id')
    and (held.load_to is null or held.load_to > getvariable('load_id'))
    and not held.deleted;
