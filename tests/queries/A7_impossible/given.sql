insert into given.assignments (id, executor_unit, status, issued_on, completed_on) values
    ('same_day', 'ONE-A', 'done', '2026-09-10', '2026-09-10'), ('before', 'ONE-A', 'done', '2026-09-10', '2026-09-09'),
    ('undated', 'ONE-B', 'done', '2026-09-10', null), ('undated_august', 'ONE-C', 'done', '2026-08-10', null),
    ('later', 'ONE-D', 'done', '2026-09-10', '2026-10-09'), ('fine', 'ONE-E', 'done', '2026-08-10', '2026-09-10');
