-- Two receptions every working day since March, but on the days named.
insert into given.receptions (id, unit_code, started_at)
select
    units.unit || '-' || calendar.day || '-' || number,
    units.unit,
    calendar.day + interval 10 hours + to_minutes(20 * number)
from (values 
    -- Novruz lies between: of the silent days 17, 18, 19 and 31 March are four working days, with 1 April five.
    ('ONE-A', '5', date '2026-03-17', date '2026-03-31'),
    ('ONE-B', '5', date '2026-03-17', date '2026-04-01')
) as units(unit, week, silent_from, silent_to)
inner join lake.calendar_days as calendar
    on calendar.week = units.week and calendar.is_working and calendar.day between '2025-12-01' and '2026-04-07'
cross join generate_series(1, 2) as numbers(number)
where calendar.day not between units.silent_from and units.silent_to;
