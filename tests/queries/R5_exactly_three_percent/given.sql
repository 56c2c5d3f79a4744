insert into given.receptions (id, unit_code, started_at, topic)
select unit || number, unit, '2026-09-09 10:00:00', if(number <= blank, null, 'pension')
from (values ('ONE-A', 3), ('ONE-B', 4)) as units(unit, blank)
cross join generate_series(1, 100) as numbers(number);
