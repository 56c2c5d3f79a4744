-- Two receptions every working day since March, but on the days named.
insert into given.receptions (id, unit_code, started_at)
select
    units.unit || '-' || calendar.day || '-' || number,
    units.unit,
    calendar.day + interval 10 hours + to_minutes(20 * number)
from (values 
    ('ONE-A', '5', date '2026-09-07', date '2026-09-11')
) as units(unit, week, silent_from, silent_to)
inner join lake.calendar_days as calendar
    on calendar.week = units.week and calendar.is_working and calendar.day between '2026-03-02' and '2026-10-07'
cross join generate_series(1, 2) as numbers(number)
where calendar.day not between units.silent_from and units.silent_to;

-- The last complete pull is three working days old (Friday the 2nd; the 8th is a Thursday).
update given.loads set started_at = '2026-10-02 20:00:00' where source = 'S1' and entity = 'receptions';
insert into given.loads (load_id, source, entity, complete) values (99, 'S1', 'receptions', false);
