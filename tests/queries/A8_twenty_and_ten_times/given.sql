-- The median before is 2: ten times as many are not yet more than ten times.
insert into given.assignments (id, executor_unit, status, issued_on, completed_on)
select
    unit || day || '-' || number,
    unit,
    'done',
    day - 5,
    day
from (values 
    ('ONE-A', date '2026-09-02', 2), ('ONE-A', date '2026-09-03', 1), ('ONE-A', date '2026-09-04', 3),
    ('ONE-A', date '2026-09-10', 21),
    ('ONE-B', date '2026-09-02', 2), ('ONE-B', date '2026-09-10', 20),
    ('ONE-C', date '2026-09-02', 1), ('ONE-C', date '2026-09-10', 19),
    ('ONE-D', date '2026-09-02', 1), ('ONE-D', date '2026-09-10', 20)
) as days(unit, day, closed)
cross join generate_series(1, 40) as numbers(number)
where number <= closed;
