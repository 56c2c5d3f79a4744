-- id: training_needs
-- title: Which checks units fail together, as the newest evaluation of a period kept it
-- grain: one row a check that some unit fails
-- columns: check, failing (units), judged (units that pass or fail), violations, units (failing ones, the worst first),
--     untrained (failing units without a training on the check in the year before the period's end)
-- Variables: needs_period, needs_to (its last day).

with runs as (
    select max(run_id) as run_id
    from lake.check_runs
    where period = getvariable('needs_period') and scope = '*'
),

results as (
    select results.*
    from lake.check_results as results
    inner join runs using (run_id)
    where results.state <> 'not_evaluable'
),

trained as (
    select distinct
        unnest(string_split(trainings.checks, ' ')) as check_id,
        units.unit
    from state.trainings as trainings
    cross join unnest(string_split(trainings.units, ' ')) as units(unit)
    where
        trainings.held_on > getvariable('needs_to') - interval 1 year
        and trainings.held_on <= getvariable('needs_to')
)

select
    results.check_id as "check",
    count(*) filter (where results.state = 'fail') as failing,
    count(*) as judged,
    cast(sum(results.violations) filter (where results.state = 'fail') as bigint) as violations,
    list(results.unit order by results.violations desc, results.unit) filter (where results.state = 'fail') as units,
    count(*) filter (where results.state = 'fail' and trained.unit is null) as untrained
from results
left join trained on trained.check_id = results.check_id and trained.unit = results.unit
group by results.check_id
having count(*) filter (where results.state = 'fail') > 0
order by failing desc, violations desc, "check";
