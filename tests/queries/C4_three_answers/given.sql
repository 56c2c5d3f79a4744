-- 365 days before 20 September 2026 is 20 September 2025. An assignment done is an answer on its day.
insert into given.receptions (id, unit_code, citizen, outcome, started_at) values
    ('a1', 'ONE-A', 'f:1', 'explained', '2025-09-20 10:00:00'), ('a2', 'ONE-A', 'f:1', 'resolved', '2026-02-20 10:00:00'),
    ('a3', 'ONE-A', 'f:1', 'assigned', '2026-05-20 10:00:00'), ('a4', 'ONE-B', 'f:1', 'explained', '2026-09-20 10:00:00'),
    ('b1', 'ONE-A', 'f:2', 'explained', '2025-09-19 10:00:00'), ('b2', 'ONE-A', 'f:2', 'resolved', '2026-02-20 10:00:00'),
    ('b3', 'ONE-A', 'f:2', 'explained', '2026-05-20 10:00:00'), ('b4', 'ONE-C', 'f:2', 'explained', '2026-09-20 10:00:00'),
    -- Answers of the same day are not before it.
    ('c1', 'ONE-D', 'f:3', 'explained', '2026-09-20 09:00:00'), ('c2', 'ONE-D', 'f:3', 'explained', '2026-09-20 10:00:00'),
    ('c3', 'ONE-D', 'f:3', 'explained', '2026-09-20 11:00:00'), ('c4', 'ONE-D', 'f:3', 'explained', '2026-09-20 12:00:00');
insert into given.assignments (id, reception_id, status, completed_on, issued_on) values ('t', 'a3', 'done', '2026-06-20', '2026-05-20');
