-- Twelve of one batch, six of them of August: the batch is found in both months, each lists its own.
insert into given.receptions (id, unit_code, mode, started_at, registered_at)
select
    unit || number,
    unit,
    mode,
    timestamp '2026-08-26 10:00:00' + to_seconds(cast(apart * (number - 1) as integer)),
    timestamp '2026-09-10 18:00:30' + to_seconds(cast(step * (number - 1) as integer))
from (values ('ONE-A', 12, 1, 86400, 'personal')) as units(unit, receptions, step, apart, mode)
cross join generate_series(1, 40) as numbers(number)
where number <= receptions;
