-- audit: kept_violations
-- What violates in one monitoring. Parameter: audit_id.
select
    found.check_id as "check",
    found.unit,
    found.subject_kind,
    found.subject_id,
    found.source,
    found.measured,
    found.threshold,
    found.evidence
from lake.audit_violations as found
left join lake.units as units on units.code = found.unit
where found.audit_id = getvariable('audit_id')
order by
    strpos('RSACWDQ', found.check_id[1]),
    cast(regexp_extract(found.check_id, '\d+') as integer),
    units.position,
    found.unit,
    found.source,
    found.subject_kind,
    found.subject_id,
    found.evidence;
