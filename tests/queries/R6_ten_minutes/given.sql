-- Ten minutes are inside, a second more is not.
insert into given.receptions (id, unit_code, citizen, started_at) values
    ('a1', 'ONE-A', 'f:1', '2026-09-09 10:00:00'), ('a2', 'ONE-A', 'f:1', '2026-09-09 10:10:00'),
    ('b1', 'ONE-B', 'f:1', '2026-09-09 10:00:00'), ('b2', 'ONE-B', 'f:1', '2026-09-09 10:10:01'),
    -- The same instant: one pair, not two.
    ('c1', 'ONE-C', 'f:2', '2026-09-09 10:00:00'), ('c2', 'ONE-C', 'f:2', '2026-09-09 10:00:00'),
    -- Three within ten minutes are three pairs.
    ('d1', 'ONE-D', 'f:3', '2026-09-09 10:00:00'), ('d2', 'ONE-D', 'f:3', '2026-09-09 10:04:00'),
    ('d3', 'ONE-D', 'f:3', '2026-09-09 10:08:00');
