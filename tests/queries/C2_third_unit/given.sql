-- 180 days before 20 September is 24 March. Charged are those that explained or referred, whenever it was.
insert into given.receptions (id, source, unit_code, citizen, outcome, started_at) values
    ('a1', 'S1', 'ONE-A', 'f:1', 'explained', '2026-03-24 10:00:00'), ('a2', 'S1', 'ONE-B', 'f:1', 'referred', '2026-06-24 10:00:00'),
    ('a3', 'S2', 'TWO-A', 'f:1', 'resolved', '2026-09-20 10:00:00'),
    -- A day too early; the same unit twice; another topic; reached in August already.
    ('b1', 'S1', 'ONE-C', 'f:2', 'explained', '2026-03-23 10:00:00'), ('b2', 'S1', 'ONE-D', 'f:2', 'explained', '2026-06-24 10:00:00'),
    ('b3', 'S2', 'TWO-A', 'f:2', 'explained', '2026-09-20 10:00:00'),
    ('c1', 'S1', 'ONE-C', 'f:3', 'explained', '2026-08-23 10:00:00'), ('c2', 'S1', 'ONE-D', 'f:3', 'explained', '2026-08-24 10:00:00'),
    ('c3', 'S1', 'ONE-C', 'f:3', 'explained', '2026-09-20 10:00:00'),
    ('d1', 'S1', 'ONE-C', 'f:4', 'explained', '2026-08-23 10:00:00'), ('d2', 'S1', 'ONE-D', 'f:4', 'explained', '2026-08-24 10:00:00'),
    ('d3', 'S1', 'ONE-E', 'f:4', 'explained', '2026-08-25 10:00:00'), ('d4', 'S1', 'ONE-F', 'f:4', 'explained', '2026-09-20 10:00:00');
