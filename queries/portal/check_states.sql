-- portal: check_states
-- What each check says over all units. Parameter: check_run.
select
    check_id,
    count(*) filter (state = 'fail') as fails,
    count(*) filter (state = 'pass') as passes,
    count(*) filter (state = 'not_evaluable') as not_evaluable,
    coalesce(sum(violations), 0)::bigint as violations,
    coalesce(sum(violations) filter (state = 'fail'), 0)::bigint as failing_violations,
    list(unit order by violations desc, unit) filter (state = 'fail')[1:3] as worst
from visible_results
where run_id = getvariable('check_run')
group by check_id
order by check_id;
