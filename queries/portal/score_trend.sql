-- portal: score_trend
-- The index of one unit in the months before and in the month itself, oldest first, from each month's newest run.
-- Parameters: unit, months (their names, oldest first).
with runs as (
    select period, max(run_id) as run_id
    from visible_score_runs
    where list_contains(getvariable('months'), period)
    group by period
)

select
    runs.period,
    scores.index_value,
    scores.low,
    scores.high,
    scores.band
from runs
inner join visible_scores as scores on runs.run_id = scores.run_id
where scores.unit = getvariable('unit')
qualify row_number() over (partition by runs.period order by scores.scope = 'pooled' desc) = 1
order by runs.period;
