insert into given.receptions (id, load_from, load_to, started_at, outcome) values
    ('a', 1, 25, '2026-09-09 10:00:00', 'explained'), ('a', 25, null, '2026-09-09 10:00:00', 'resolved');
