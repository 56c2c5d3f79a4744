-- Two receptions every working day since March, but on the days named.
insert into given.receptions (id, unit_code, started_at)
select
    units.unit || '-' || calendar.day || '-' || number,
    units.unit,
    calendar.day + interval 10 hours + to_minutes(20 * number)
from (values 
    -- Three days of August and two of September; the last day of August to the last before the pull.
    ('ONE-A', '5', date '2026-08-27', date '2026-09-02'),
    ('ONE-B', '5', date '2026-09-30', date '2026-10-07'),
    -- Ended before September.
    ('ONE-C', '5', date '2026-08-20', date '2026-08-31')
) as units(unit, week, silent_from, silent_to)
inner join lake.calendar_days as calendar
    on calendar.week = units.week and calendar.is_working and calendar.day between '2026-03-02' and '2026-10-07'
cross join generate_series(1, 2) as numbers(number)
where calendar.day not between units.silent_from and units.silent_to;
