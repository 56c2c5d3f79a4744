-- portal: findings
-- Failed checks of all units with what the findings' register says about them, before sorting by severity.
-- Parameters: check_run, period, check_id, root (a unit; only it and what is under it), each null for all.
with register as (
    select
        check_id,
        unit,
        arg_max(status, last_seen) as status,
        min(first_seen) as first_seen,
        max(occurrences) as occurrences,
        min(deadline) as deadline
    from visible_findings
    group by check_id, unit
)

select
    results.check_id,
    results.unit,
    results.measured,
    results.threshold,
    results.violations,
    results.population,
    register.status,
    register.first_seen,
    register.occurrences,
    register.deadline
from visible_results as results
left join register on results.check_id = register.check_id and results.unit = register.unit
where
    results.run_id = getvariable('check_run')
    and results.state = 'fail'
    and (getvariable('check_id') is null or results.check_id = getvariable('check_id'))
    and (
        getvariable('root') is null
        or results.unit in (select unit from visible_tree where ancestor = getvariable('root'))
    );
