-- id: returns_by_unit
-- title: Return visits by the unit that gave the answer
-- grain: one row a unit with answered receptions
-- columns: unit, answered, returned, answered_previous, returned_previous
-- Needs `returns`.

with answered as (
    select
        unit,
        count(*) filter (where day > getvariable('period_to') - 90) as answered,
        count(*) filter (where day > getvariable('previous_to') - 90 and day <= getvariable('previous_to'))
            as answered_previous
    from report_answered
    where day > getvariable('previous_to') - 90
    group by unit
),

returned as (
    select
        unit,
        count(*) filter (where month = getvariable('period_from') and day > getvariable('period_to') - 90) as returned,
        count(*) filter (where month = getvariable('previous_from') and day > getvariable('previous_to') - 90)
            as returned_previous
    from report_returns
    group by unit
)

select
    answered.unit,
    answered.answered,
    coalesce(returned.returned, 0) as returned,
    answered.answered_previous,
    coalesce(returned.returned_previous, 0) as returned_previous
from answered
left join returned using (unit)
order by answered.unit;
