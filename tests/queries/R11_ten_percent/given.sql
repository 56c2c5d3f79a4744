insert into given.receptions (id, unit_code, started_at, topic)
select unit || number, unit, '2026-09-09 10:00:00', if(number <= others, 'other', 'pension')
from (values ('ONE-A', 30, 3), ('ONE-B', 30, 4), ('ONE-C', 29, 29)) as units(unit, receptions, others)
cross join generate_series(1, 30) as numbers(number)
where number <= receptions;
