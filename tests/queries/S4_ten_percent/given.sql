insert into given.receptions (id, unit_code, level, official_id, mode, started_at)
select
    unit || number, unit, 'leadership', 'of-' || unit, 'personal',
    if(number <= off, timestamp '2026-09-10 10:00:00', timestamp '2026-09-09 10:00:00') + to_minutes(15 * number)
from (values ('ONE-A', 1), ('ONE-B', 2)) as units(unit, off)
cross join generate_series(1, 10) as numbers(number);
insert into given.appointments (id, official_id, date, status) values
    ('a', 'of-ONE-A', '2026-09-09', 'planned'), ('b', 'of-ONE-B', '2026-09-09', 'held'),
    ('c', 'of-ONE-A', '2026-09-10', 'cancelled');
insert into given.receptions (id, unit_code, level, official_id, mode, started_at) values
    ('trip', 'ONE-C', 'leadership', 'o3', 'mobile', '2026-09-10 10:00:00'),
    ('nobody', 'ONE-C', 'leadership', null, 'personal', '2026-09-10 10:00:00'),
    ('official', 'ONE-D', 'official', 'o4', 'personal', '2026-09-10 10:00:00');
