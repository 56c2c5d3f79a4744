-- Two receptions every working day since March, but on the days named.
insert into given.receptions (id, unit_code, started_at)
select
    units.unit || '-' || calendar.day || '-' || number,
    units.unit,
    calendar.day + interval 10 hours + to_minutes(20 * number)
from (values 
    ('ONE-A', '5', date '2026-09-07', date '2026-09-11'),
    ('ONE-B', '5', date '2026-09-07', date '2026-09-10'),
    -- Six days of a six-day week; in ONE-E the Saturday after the four days is a mobile day of a five-day unit.
    ('ONE-SIX', '6', date '2026-09-07', date '2026-09-12'),
    ('ONE-E', '5', date '2026-09-07', date '2026-09-11')
) as units(unit, week, silent_from, silent_to)
inner join lake.calendar_days as calendar
    on calendar.week = units.week and calendar.is_working and calendar.day between '2026-03-02' and '2026-10-07'
cross join generate_series(1, 2) as numbers(number)
where calendar.day not between units.silent_from and units.silent_to;

insert into given.receptions (id, unit_code, mode, started_at) values ('trip', 'ONE-E', 'mobile', '2026-09-12 11:00:00');
