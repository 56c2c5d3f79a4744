insert into given.assignments (id, status, issued_on, due_on, completed_on) values
    ('first', 'done', '2026-07-01', '2026-07-20', '2026-09-01'), ('last', 'done', '2026-07-01', '2026-07-20', '2026-09-30'),
    ('before', 'done', '2026-07-01', '2026-07-20', '2026-08-31'), ('after', 'done', '2026-07-01', '2026-07-20', '2026-10-01'),
    ('undated', 'done', '2026-09-01', '2026-09-20', null);
