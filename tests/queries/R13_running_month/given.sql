-- The month has not ended: nothing is said about it.
insert into given.receptions (id, unit_code, started_at)
select unit || '-' || month || '-' || number, unit, month + to_days(9) + to_minutes(number) + interval 10 hours
from (
    values ('ONE-A', timestamp '2025-09-01', 40), ('ONE-A', timestamp '2025-10-01', 40), ('ONE-A', timestamp '2025-11-01', 40), ('ONE-A', timestamp '2025-12-01', 40), ('ONE-A', timestamp '2026-01-01', 40), ('ONE-A', timestamp '2026-02-01', 40), ('ONE-A', timestamp '2026-03-01', 40), ('ONE-A', timestamp '2026-04-01', 40), ('ONE-A', timestamp '2026-05-01', 40), ('ONE-A', timestamp '2026-06-01', 40), ('ONE-A', timestamp '2026-07-01', 40), ('ONE-A', timestamp '2026-08-01', 40), ('ONE-A', timestamp '2026-09-01', 1)
) as units(unit, month, receptions)
cross join generate_series(1, 60) as numbers(number)
where number <= receptions;
