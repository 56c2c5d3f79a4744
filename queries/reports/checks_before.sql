-- id: checks_before
-- title: Results of the checks of the month before, as stored
-- grain: one row a (check, unit) of the last whole run of that month
-- columns: check, unit, state, violations

with runs as (
    select run_id
    from lake.check_runs
    where period = getvariable('previous_period') and scope = '*'
    order by run_id desc
    limit 1
)

select
    check_id as "check",
    unit,
    state,
    violations
from lake.check_results
inner join runs using (run_id)
order by check_id, unit;
