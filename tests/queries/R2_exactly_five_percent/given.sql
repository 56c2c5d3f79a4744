insert into given.receptions (id, unit_code, started_at, registration)
select
    unit || number,
    unit,
    '2026-09-09 10:00:00',
    if(number <= paper, 'paper', if(number = 20, 'late', 'subsystem'))
from (values ('ONE-A', 1), ('ONE-B', 2)) as units(unit, paper)
cross join generate_series(1, 20) as numbers(number);
