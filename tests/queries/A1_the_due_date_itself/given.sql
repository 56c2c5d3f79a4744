insert into given.assignments (id, unit_code, executor_unit, due_on) values
    ('yesterday', 'ONE-A', 'ONE-A', '2026-10-07'),
    ('today', 'ONE-A', 'ONE-A', '2026-10-08'),
    ('without_date', 'ONE-A', 'ONE-A', null),
    ('others', 'ONE-A', 'ONE-B', '2026-10-07'),
    ('nobodys', 'ONE-C', null, '2026-10-07');
insert into given.assignments (id, status, completed_on, due_on) values
    ('done', 'done', '2026-10-07', '2026-09-20'), ('cancelled', 'cancelled', null, '2026-09-20');
