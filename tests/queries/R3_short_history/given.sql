-- First seen 40 days before the silence.
insert into given.receptions (id, started_at)
select 'r' || calendar.day || number, calendar.day + interval 10 hours + to_minutes(number)
from lake.calendar_days as calendar
cross join generate_series(1, 3) as numbers(number)
where
    calendar.week = '5' and calendar.is_working
    and calendar.day between '2026-08-03' and '2026-10-07'
    and calendar.day not between '2026-09-14' and '2026-09-18';
