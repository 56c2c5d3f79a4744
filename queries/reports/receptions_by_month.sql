-- id: receptions_by_month
-- title: Receptions of the ministry by month, as far back as the report looks
-- grain: one row a month that has records
-- columns: month, first_day (with a record), records, receptions, no_shows, by_leaders, with_level, with_registration, in_subsystem
-- Needs `history`. One grouped pass gives the sparklines, last month, the same month last year and the year so far.

select
    month,
    min(day) as first_day,
    count(*) as records,
    count(*) filter (where not is_no_show) as receptions,
    count(*) filter (where is_no_show) as no_shows,
    count(*) filter (where not is_no_show and level = 'leadership') as by_leaders,
    count(level) as with_level,
    count(registration) as with_registration,
    count(*) filter (where registration <> 'paper') as in_subsystem
from report_receptions
group by month
order by month;
