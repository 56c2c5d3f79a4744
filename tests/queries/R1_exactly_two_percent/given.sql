-- Two of a hundred still pass, three do not. Violations are listed either way.
insert into given.receptions (id, unit_code, started_at, registered_at)
select
    unit || number,
    unit,
    '2026-09-09 10:00:00',
    if(number <= late, timestamp '2026-09-11 10:00:00', timestamp '2026-09-09 11:00:00')
from (values ('ONE-A', 2), ('ONE-B', 3)) as units(unit, late)
cross join generate_series(1, 100) as numbers(number);
