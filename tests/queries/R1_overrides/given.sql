-- One in ten late: too many for branches but those of kind `local`, and again too many for one of them.
insert into given.receptions (id, unit_code, started_at, registered_at)
select
    unit || number,
    unit,
    '2026-09-09 10:00:00',
    if(number = 1, timestamp '2026-09-10 22:00:00', timestamp '2026-09-09 11:00:00')
from (values ('ONE'), ('ONE-A'), ('ONE-B'), ('ONE-C')) as units(unit)
cross join generate_series(1, 10) as numbers(number);
