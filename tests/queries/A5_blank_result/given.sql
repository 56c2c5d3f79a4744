insert into given.assignments (id, executor_unit, status, completed_on, result) values
    ('said', 'ONE-A', 'done', '2026-09-20', 'cavab verildi'), ('blank', 'ONE-A', 'done', '2026-09-20', ' '),
    ('nothing', 'ONE-B', 'done', '2026-09-20', null), ('open', 'ONE-C', 'open', null, null),
    ('fine', 'ONE-D', 'done', '2026-09-20', 'həll edildi');
