-- id: returns_by_month
-- title: Share of return visits of the ministry by month
-- grain: one row a month
-- columns: month, answered (receptions answered in the 90 days to the month's end), returned (of them, back in the month)
-- Needs `returns`.

with months as (
    select cast(month as date) as month, last_day(cast(month as date)) as month_end
    from generate_series(
        cast(getvariable('trend_from') as timestamp), cast(getvariable('period_to') as timestamp), interval 1 month
    ) as series(month)
),

daily as (
    select day, count(*) as answered
    from report_answered
    group by day
),

answered as (
    select month, cast(sum(answered) as bigint) as answered
    from months
    inner join daily on daily.day > month_end - 90 and daily.day <= month_end
    group by month
),

returned as (
    select month, count(*) as returned
    from report_returns
    where day > last_day(month) - 90
    group by month
)

select
    answered.month,
    answered.answered,
    coalesce(returned.returned, 0) as returned
from answered
left join returned using (month)
order by answered.month;
