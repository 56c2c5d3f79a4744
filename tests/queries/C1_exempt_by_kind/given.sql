-- The list of exempt topics is replaced as a whole, for everybody and for a kind of unit.
insert into given.receptions (id, unit_code, citizen, topic, outcome, started_at) values
    ('a1', 'ONE-A', 'f:1', 'pension', 'explained', '2026-09-01 10:00:00'), ('a2', 'ONE-A', 'f:1', 'pension', 'referred', '2026-09-11 10:00:00'),
    ('b1', 'ONE-A', 'f:2', 'employment', 'explained', '2026-09-01 10:00:00'), ('b2', 'ONE-A', 'f:2', 'employment', 'referred', '2026-09-11 10:00:00'),
    ('c1', 'ONE', 'f:3', 'pension', 'explained', '2026-09-01 10:00:00'), ('c2', 'ONE', 'f:3', 'pension', 'referred', '2026-09-11 10:00:00'),
    ('d1', 'ONE', 'f:4', 'employment', 'explained', '2026-09-01 10:00:00'), ('d2', 'ONE', 'f:4', 'employment', 'referred', '2026-09-11 10:00:00'),
    ('e1', 'ONE-B', 'f:5', 'pension', 'explained', '2026-09-01 10:00:00'), ('e2', 'ONE-B', 'f:5', 'pension', 'referred', '2026-09-11 10:00:00');
