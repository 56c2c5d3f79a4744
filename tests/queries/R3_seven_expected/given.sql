-- 40 working days in the 56 before the silence of five: 56 receptions make 7 expected, 55 make 6.9. All but the last
-- came on Mondays.
insert into given.receptions (id, unit_code, started_at)
select
    unit || number,
    unit,
    timestamp '2026-07-13 10:00:00' + to_days(cast(7 * (number % 8) as integer)) + to_minutes(number)
from (values ('ONE-A', 55), ('ONE-B', 54)) as units(unit, receptions)
cross join generate_series(1, 60) as numbers(number)
where number <= receptions;
insert into given.receptions (id, unit_code, started_at) values
    ('old-a', 'ONE-A', '2026-06-01 10:00:00'), ('old-b', 'ONE-B', '2026-06-01 10:00:00'),
    ('friday-a', 'ONE-A', '2026-09-04 10:00:00'), ('friday-b', 'ONE-B', '2026-09-04 10:00:00');
-- Life goes on from the 14th.
insert into given.receptions (id, unit_code, started_at)
select unit || calendar.day, unit, calendar.day + interval 9 hours
from (values ('ONE-A'), ('ONE-B')) as units(unit)
inner join lake.calendar_days as calendar
    on calendar.week = '5' and calendar.is_working and calendar.day between '2026-09-14' and '2026-10-07';
