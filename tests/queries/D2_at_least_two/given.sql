-- Ten receptions: two more or less always pass.
insert into given.receptions (id, unit_code, started_at)
select unit || number, unit, '2026-09-09 10:00:00'
from (values ('ONE-A'), ('ONE-B')) as units(unit) cross join generate_series(1, 10) as numbers(number);
insert into given.unit_reports (id, unit_code, receptions) values ('a', 'ONE-A', 12), ('b', 'ONE-B', 13);
