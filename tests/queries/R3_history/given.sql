-- A silence from Monday 7 to Friday 11 September. The unit's first reception lies 56 days before it, or 55: then the past
-- is too short.
insert into given.receptions (id, unit_code, started_at)
select unit || calendar.day || number, unit, calendar.day + interval 10 hours + to_minutes(number)
from (values ('ONE-A', date '2026-07-13'), ('ONE-B', date '2026-07-14')) as units(unit, begun)
inner join lake.calendar_days as calendar
    on
        calendar.week = '5' and calendar.is_working
        and calendar.day between units.begun and '2026-10-07'
        and calendar.day not between '2026-09-07' and '2026-09-11'
cross join generate_series(1, 3) as numbers(number);
