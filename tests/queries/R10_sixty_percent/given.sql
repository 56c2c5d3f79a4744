-- 18 of 30 last between 10:00 and 10:59; 17 of 30 are not enough, neither are 29 receptions. Negative ones are left out.
insert into given.receptions (id, unit_code, started_at, ended_at)
select
    unit || number,
    unit,
    '2026-09-09 10:00:00',
    timestamp '2026-09-09 10:00:00' + to_seconds(if(number <= alike, 600 + number, 1000 + 60 * number))
from (values ('ONE-A', 30, 18), ('ONE-B', 30, 17), ('ONE-C', 29, 29)) as units(unit, receptions, alike)
cross join generate_series(1, 30) as numbers(number)
where number <= receptions;
insert into given.receptions (id, unit_code, started_at, ended_at) values
    ('negative', 'ONE-A', '2026-09-09 10:00:00', '2026-09-09 09:00:00'), ('open', 'ONE-C', '2026-09-09 10:00:00', null);
