-- Twelve started between 10:00:00 and 10:59:59 are allowed, thirteen are not; collective ones do not count.
insert into given.receptions (id, unit_code, official_id, started_at, ended_at, collective)
select
    unit || number, unit, 'of-' || unit, timestamp '2026-09-09 10:00:00' + to_minutes(4 * (number - 1)), null,
    number > single
from (values ('ONE-A', 12, 12), ('ONE-B', 13, 13), ('ONE-C', 14, 12)) as units(unit, receptions, single)
cross join generate_series(1, 14) as numbers(number)
where number <= receptions;
insert into given.receptions (id, unit_code, official_id, started_at, ended_at)
values ('eleven', 'ONE-A', 'of-ONE-A', '2026-09-09 11:00:00', null);
