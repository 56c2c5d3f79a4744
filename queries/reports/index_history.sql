-- id: index_history
-- title: The ministry's index of earlier months, as stored
-- grain: one row a month that was scored
-- columns: period, index, low, high, model
-- The last run of each month under the model version of the newest run: points of two versions do not belong in one line.

with runs as (
    select *
    from lake.score_runs
    where length(period) = 7 and period[5] = '-' and period[6] <> 'Q' and period < getvariable('period')
    qualify row_number() over (partition by period order by run_id desc) = 1
),

newest as (
    select model
    from lake.score_runs
    order by run_id desc
    limit 1
)

select
    runs.period,
    scores.index_value as index,
    scores.low,
    scores.high,
    runs.model
from runs
inner join newest using (model)
inner join lake.scores as scores on scores.run_id = runs.run_id
where scores.unit = getvariable('ministry') and scores.scope = 'pooled'
order by runs.period;
