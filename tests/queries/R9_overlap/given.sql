insert into given.receptions (id, unit_code, official_id, started_at, ended_at, collective) values
    -- A minute of overlap is allowed, a second more is not.
    ('a1', 'ONE-A', 'o1', '2026-09-09 10:00:00', '2026-09-09 10:20:00', false),
    ('a2', 'ONE-A', 'o1', '2026-09-09 10:19:00', '2026-09-09 10:30:00', false),
    ('b1', 'ONE-B', 'o2', '2026-09-09 10:00:00', '2026-09-09 10:20:00', false),
    ('b2', 'ONE-B', 'o2', '2026-09-09 10:18:59', '2026-09-09 10:30:00', false),
    -- Without an end, collective, another official, another official of nobody.
    ('c1', 'ONE-C', 'o3', '2026-09-09 10:00:00', null, false),
    ('c2', 'ONE-C', 'o3', '2026-09-09 10:05:00', '2026-09-09 10:30:00', false),
    ('d1', 'ONE-D', 'o4', '2026-09-09 10:00:00', '2026-09-09 10:30:00', true),
    ('d2', 'ONE-D', 'o4', '2026-09-09 10:05:00', '2026-09-09 10:30:00', false),
    ('e1', 'ONE-E', null, '2026-09-09 10:00:00', '2026-09-09 10:30:00', false),
    ('e2', 'ONE-E', null, '2026-09-09 10:05:00', '2026-09-09 10:30:00', false);
