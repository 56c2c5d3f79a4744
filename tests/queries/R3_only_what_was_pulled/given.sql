-- Two receptions every working day since March, but on the days named.
insert into given.receptions (id, unit_code, started_at)
select
    units.unit || '-' || calendar.day || '-' || number,
    units.unit,
    calendar.day + interval 10 hours + to_minutes(20 * number)
from (values 
    ('ONE-A', '5', date '2026-10-06', date '2026-10-07'), ('ONE-B', '5', date '2026-09-30', date '2026-10-07')
) as units(unit, week, silent_from, silent_to)
inner join lake.calendar_days as calendar
    on calendar.week = units.week and calendar.is_working and calendar.day between '2026-03-02' and '2026-10-07'
cross join generate_series(1, 2) as numbers(number)
where calendar.day not between units.silent_from and units.silent_to;

-- Pulled last on Tuesday the 6th, not stale yet: the days from the 6th on are not known to be silent.
update given.loads set started_at = '2026-10-06 20:00:00' where source = 'S1' and entity = 'receptions';
