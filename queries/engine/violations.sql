-- engine: violations
-- Variables: check_order (ids), check_unit (null: all).
select
    found.check_id as "check",
    found.unit,
    found.subject_kind,
    found.subject_id,
    found.source,
    found.measured,
    found.threshold,
    found.evidence
from violations as found
inner join units on units.code = found.unit
where found.unit = coalesce(cast(getvariable('check_unit') as varchar), found.unit)
order by
    list_position(getvariable('check_order'), found.check_id),
    units.position,
    found.source,
    found.subject_kind,
    found.subject_id,
    found.evidence;
