-- 11 March is 183 days before 10 September, 10 March is 184.
insert into given.assignments (id, executor_unit, status, issued_on, completed_on)
select
    unit || day || '-' || number,
    unit,
    'done',
    day - 5,
    day
from (values 
    ('ONE-A', date '2026-03-11', 30), ('ONE-A', date '2026-09-10', 30),
    ('ONE-B', date '2026-03-10', 30), ('ONE-B', date '2026-09-10', 30),
    ('ONE-C', date '2026-03-10', 30), ('ONE-C', date '2026-09-10', 19)
) as days(unit, day, closed)
cross join generate_series(1, 40) as numbers(number)
where number <= closed;
