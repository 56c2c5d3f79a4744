-- An assignment that is dated before its own reception (A7): the reception is no return, a later visit is one.
insert into given.receptions (id, citizen, outcome, started_at) values
    ('a1', 'f:1', 'assigned', '2026-09-10 10:00:00'),
    ('b1', 'f:2', 'assigned', '2026-09-10 10:00:00'), ('b2', 'f:2', 'explained', '2026-09-14 10:00:00');
insert into given.assignments (id, executor_unit, reception_id, status, issued_on, completed_on) values
    ('a', 'ONE-B', 'a1', 'done', '2026-09-10', '2026-09-07'), ('b', 'ONE-C', 'b1', 'done', '2026-09-10', '2026-09-07');
