-- mart: units
-- grain: one row a unit that is judged: active in the period and fed by a source
-- columns: code, parent, kind, name_az, name_en, region, week, source, agency, active_from, active_to, position
-- A unit without a source has no records to judge; the ministry's row is judged only where it has a source of its own.

create or replace temp table units as
select
    code,
    parent,
    kind,
    name_az,
    name_en,
    region,
    week,
    source,
    agency,
    active_from,
    active_to,
    position
from lake.units
where
    source is not null
    and coalesce(active_from <= getvariable('period_to'), true)
    and coalesce(active_to >= getvariable('period_from'), true);
