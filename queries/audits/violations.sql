-- audit: violations
-- Violations of the units in scope. Variable: check_order (ids).
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
semi join audit_units on audit_units.code = found.unit
order by
    list_position(getvariable('check_order'), found.check_id),
    units.position,
    found.source,
    found.subject_kind,
    found.subject_id,
    found.evidence;
