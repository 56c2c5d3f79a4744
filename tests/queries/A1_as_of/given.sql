-- Completed after the as-of's day: still open. On that very day: done. Issued after it: not there.
insert into given.assignments (id, status, completed_on, due_on) values
    ('tomorrow', 'done', '2026-10-09', '2026-09-22'), ('today', 'done', '2026-10-08', '2026-09-22');
insert into given.assignments (id, issued_on, due_on) values ('not_yet', '2026-10-09', '2026-09-22');
