-- Empty months between two with records count 0; the ones before the first do not. Median of six months 16, 0, 16, 16, 0, 16.
insert into given.receptions (id, unit_code, started_at)
select unit || '-' || month || '-' || number, unit, month + to_days(9) + to_minutes(number) + interval 10 hours
from (
    values ('ONE-A', timestamp '2026-03-01', 16), ('ONE-A', timestamp '2026-04-01', 0), ('ONE-A', timestamp '2026-05-01', 16), ('ONE-A', timestamp '2026-06-01', 16), ('ONE-A', timestamp '2026-07-01', 0), ('ONE-A', timestamp '2026-08-01', 16), ('ONE-A', timestamp '2026-09-01', 40),
    ('ONE-B', timestamp '2025-09-01', 16), ('ONE-B', timestamp '2025-10-01', 16), ('ONE-B', timestamp '2025-11-01', 16), ('ONE-B', timestamp '2025-12-01', 16), ('ONE-B', timestamp '2026-01-01', 16), ('ONE-B', timestamp '2026-02-01', 16), ('ONE-B', timestamp '2026-03-01', 16), ('ONE-B', timestamp '2026-04-01', 16), ('ONE-B', timestamp '2026-05-01', 16), ('ONE-B', timestamp '2026-06-01', 16), ('ONE-B', timestamp '2026-07-01', 16), ('ONE-B', timestamp '2026-08-01', 16), ('ONE-B', timestamp '2026-09-01', 0)
) as units(unit, month, receptions)
cross join generate_series(1, 60) as numbers(number)
where number <= receptions;
