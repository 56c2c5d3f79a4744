-- audit: kept_results
-- What the checks answered in one monitoring, units in the order of their table. Parameter: audit_id.
select
    results.check_id as "check",
    results.unit,
    results.state,
    results.reason,
    results.measured,
    results.threshold,
    results.violations,
    results.population
from lake.audit_results as results
left join lake.units as units on units.code = results.unit
where results.audit_id = getvariable('audit_id')
order by
    strpos('RSACWDQ', results.check_id[1]),
    cast(regexp_extract(results.check_id, '\d+') as integer),
    units.position,
    results.unit;
