-- id: returns_by_topic
-- title: Return visits by topic and by the answer given before
-- grain: one row a (topic of the first level, previous outcome)
-- columns: topic, outcome (explained | resolved), answered, returned, answered_previous, returned_previous, median_gap
--     (days between the answer and the return)
-- Needs `returns`.

with answered as (
    select
        split_part(topic, '.', 1) as topic,
        outcome,
        count(*) filter (where day > getvariable('period_to') - 90) as answered,
        count(*) filter (where day > getvariable('previous_to') - 90 and day <= getvariable('previous_to'))
            as answered_previous
    from report_answered
    where day > getvariable('previous_to') - 90
    group by all
),

returned as (
    select
        split_part(topic, '.', 1) as topic,
        outcome,
        count(*) filter (where month = getvariable('period_from') and day > getvariable('period_to') - 90) as returned,
        count(*) filter (where month = getvariable('previous_from') and day > getvariable('previous_to') - 90)
            as returned_previous,
        median(gap_days) filter (where month = getvariable('period_from') and day > getvariable('period_to') - 90)
            as median_gap
    from report_returns
    group by all
)

select
    answered.topic,
    answered.outcome,
    answered.answered,
    coalesce(returned.returned, 0) as returned,
    answered.answered_previous,
    coalesce(returned.returned_previous, 0) as returned_previous,
    returned.median_gap
from answered
left join returned using (topic, outcome)
order by returned desc, answered.topic, answered.outcome;
