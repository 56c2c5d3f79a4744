-- mart: expected_reports
-- grain: one row a (unit, period) of which the unit owes a report of its figures
-- columns: unit, source, period, period_from, period_to, due_on (the 5th working day after it, five-day week)
-- For a month, quarter, half year or year: the report on that very period. For any other span of dates (an audit): the
-- reports on the months that end in it. A report is owed where the unit was active to the period's end.

create or replace temp table expected_reports as
with periods as (
    select
        getvariable('period') as period,
        getvariable('period_from') as period_from,
        getvariable('period_to') as period_to
    where regexp_full_match(getvariable('period'), '\d{4}(-\d{2}|-Q[1-4]|-H[12])?')
    union all
    select
        strftime(month, '%Y-%m'),
        cast(month as date),
        last_day(month)
    from generate_series(
        date_trunc('month', getvariable('period_from')), cast(getvariable('period_to') as timestamp), interval 1 month
    ) as months(month)
    where
        not regexp_full_match(getvariable('period'), '\d{4}(-\d{2}|-Q[1-4]|-H[12])?')
        and last_day(month) <= getvariable('period_to')
),

due as (
    select
        periods.period,
        periods.period_from,
        periods.period_to,
        fifth.day as due_on
    from periods
    inner join lake.calendar_days as last on last.week = '5' and last.day = periods.period_to
    inner join lake.calendar_days as fifth
        on fifth.week = '5' and fifth.is_working and fifth.ordinal = last.ordinal + 5
)

select
    units.code as unit,
    units.source,
    due.period,
    due.period_from,
    due.period_to,
    due.due_on
from due
cross join units
where
    coalesce(units.active_to >= due.period_to, true)
    and coalesce(units.active_from <= due.period_from, true);
