-- audit: results
-- Answers of the units in scope. Variable: check_order (ids).
select
    results.check_id as "check",
    results.unit,
    results.state,
    results.reason,
    results.measured,
    results.threshold,
    results.violations,
    results.population
from check_results as results
semi join audit_units on audit_units.code = results.unit
order by list_position(getvariable('check_order'), results.check_id), results.position;
