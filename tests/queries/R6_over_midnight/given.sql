-- The pair belongs to the month of its later record.
insert into given.receptions (id, unit_code, citizen, started_at) values
    ('a1', 'ONE-A', 'f:1', '2026-08-31 23:55:00'), ('a2', 'ONE-A', 'f:1', '2026-09-01 00:03:00'),
    ('b1', 'ONE-B', 'f:1', '2026-09-30 23:55:00'), ('b2', 'ONE-B', 'f:1', '2026-10-01 00:03:00');
