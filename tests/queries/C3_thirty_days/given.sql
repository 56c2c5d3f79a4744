-- Done on 15 August: from the 16th to 14 September. The day of completion itself is no return.
insert into given.receptions (id, unit_code, citizen, outcome, started_at) values
    ('a1', 'ONE-A', 'f:1', 'assigned', '2026-08-01 10:00:00'), ('a2', 'ONE-A', 'f:1', 'explained', '2026-09-14 10:00:00'),
    ('b1', 'ONE-A', 'f:2', 'assigned', '2026-08-01 10:00:00'), ('b2', 'ONE-A', 'f:2', 'explained', '2026-09-15 10:00:00'),
    ('c1', 'ONE-A', 'f:3', 'assigned', '2026-09-01 10:00:00'), ('c2', 'ONE-A', 'f:3', 'explained', '2026-09-10 10:00:00'),
    ('d1', 'ONE-A', 'f:4', 'assigned', '2026-09-01 10:00:00'), ('d2', 'ONE-E', 'f:4', 'explained', '2026-09-11 10:00:00'),
    ('e1', 'ONE-A', 'f:5', 'assigned', '2026-09-01 10:00:00');
insert into given.assignments (id, unit_code, executor_unit, reception_id, status, completed_on) values
    ('a', 'ONE-A', 'ONE-B', 'a1', 'done', '2026-08-15'), ('b', 'ONE-A', 'ONE-C', 'b1', 'done', '2026-08-15'),
    ('c', 'ONE-A', 'ONE-C', 'c1', 'done', '2026-09-10'), ('d', 'ONE-A', 'ONE-D', 'd1', 'done', '2026-09-10'),
    ('e', 'ONE-A', 'ONE-D', 'e1', 'done', '2026-09-10');
