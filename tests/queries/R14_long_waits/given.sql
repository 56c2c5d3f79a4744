-- Exactly 30 minutes are no long wait; 4 of 20 are 20 %, 5 of 20 more. Only reception rooms, only both times.
insert into given.receptions (id, unit_code, started_at, arrived_at)
select
    unit || number, unit, '2026-09-09 11:00:00',
    if(number <= long, timestamp '2026-09-09 10:29:59', timestamp '2026-09-09 10:30:00')
from (values ('ONE-A', 20, 4), ('ONE-B', 20, 5), ('ONE-C', 19, 19)) as units(unit, receptions, long)
cross join generate_series(1, 20) as numbers(number)
where number <= receptions;
insert into given.receptions (id, unit_code, level, started_at, arrived_at) values
    ('official', 'ONE-C', 'official', '2026-09-09 11:00:00', '2026-09-09 09:00:00'),
    ('unknown', 'ONE-C', 'reception_room', '2026-09-09 11:00:00', null),
    ('negative', 'ONE-C', 'reception_room', '2026-09-09 11:00:00', '2026-09-09 12:00:00');
