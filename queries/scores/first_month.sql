-- score: first_month
-- grain: one row
-- columns: first_day (of the first month that holds records worth the name; null without any)
-- A slip of the pen in a date makes no history: a month counts from a twentieth of the fullest one.

with months as (
    select
        cast(date_trunc('month', day) as date) as first_day,
        sum(receptions) as receptions
    from daily_receptions
    where day is not null
    group by all
)

select min(first_day) as first_day
from months
where receptions >= (select max(receptions) from months) / 20;
