-- portal: check_history
-- What one check said in the months before and in the month itself, oldest first. Parameters: check_id, months.
with runs as (
    select period, max(run_id) as run_id
    from visible_check_runs
    where list_contains(getvariable('months'), period)
    group by period
)

select
    runs.period,
    count(*) filter (results.state = 'fail') as fails,
    count(*) filter (results.state = 'pass') as passes,
    coalesce(sum(results.violations), 0)::bigint as violations
from runs
inner join visible_results as results on runs.run_id = results.run_id
where results.check_id = getvariable('check_id')
group by runs.period
order by runs.period;
