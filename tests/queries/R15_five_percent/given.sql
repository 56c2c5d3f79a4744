insert into given.receptions (id, unit_code, started_at, outcome, note)
select unit || number, unit, '2026-09-09 10:00:00', 'no_grounds', if(number <= blank, '  ', 'izah edildi')
from (values ('ONE-A', 1), ('ONE-B', 2)) as units(unit, blank)
cross join generate_series(1, 20) as numbers(number);
insert into given.receptions (id, unit_code, started_at, outcome) values ('other', 'ONE-C', '2026-09-09 10:00:00', 'explained');
