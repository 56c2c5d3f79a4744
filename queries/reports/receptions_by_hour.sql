-- id: receptions_by_hour
-- title: Receptions of the period by hour and day of the week
-- grain: one row a (weekday, hour) that has receptions
-- columns: weekday (1 = Monday), hour (local), receptions
-- Only sources that give the time of day: a date-only start says nothing about the hour.

select
    cast(isodow(started_local) as integer) as weekday,
    cast(hour(started_local) as integer) as hour,
    count(*) as receptions
from period_receptions
where
    not is_no_show
    and started_at is not null
    and source not in (
        select source from provides
        where entity = 'receptions' and column_name = 'started_at' and time_precision = 'date'
    )
group by all
order by weekday, hour;
