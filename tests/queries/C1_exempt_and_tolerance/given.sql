-- Eight of a hundred still pass. Topics with prescribed visits are outside the population.
insert into given.receptions (id, unit_code, citizen, topic, started_at)
select unit || number, unit, 'f:' || unit || number, 'pension', '2026-09-01 10:00:00'
from (values ('ONE-A'), ('ONE-B')) as units(unit)
cross join generate_series(1, 100) as numbers(number);
insert into given.receptions (id, unit_code, citizen, topic, outcome, started_at)
select 'again' || unit || number, unit, 'f:' || unit || number, 'pension', 'assigned', '2026-09-20 10:00:00'
from (values ('ONE-A', 8), ('ONE-B', 9)) as units(unit, returns)
cross join generate_series(1, 100) as numbers(number)
where number <= returns;
insert into given.receptions (id, unit_code, citizen, topic, started_at) values
    ('job', 'ONE-A', 'f:job', 'employment', '2026-09-01 10:00:00'),
    ('job_again', 'ONE-A', 'f:job', 'employment', '2026-09-15 10:00:00');
