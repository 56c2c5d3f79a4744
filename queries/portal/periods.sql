-- portal: periods
-- Every period that was checked or scored, newest first, with its newest runs.
with checked as (
    select
        period,
        max(run_id) as check_run,
        arg_max(as_of, run_id) as as_of
    from visible_check_runs
    group by period
),

scored as (
    select
        period,
        max(run_id) as score_run,
        arg_max(as_of, run_id) as as_of,
        arg_max(model, run_id) as model
    from visible_score_runs
    group by period
)

select
    coalesce(checked.period, scored.period) as period,
    checked.check_run,
    scored.score_run,
    coalesce(checked.as_of, scored.as_of) as as_of,
    scored.model
from checked
full outer join scored on checked.period = scored.period
order by 1 desc;
