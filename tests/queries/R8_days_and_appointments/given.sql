-- Saturday 12 September: a day off in a five-day unit, a working day in a six-day one. Novruz is off in both.
insert into given.receptions (id, unit_code, level, official_id, started_at) values
    ('saturday', 'ONE-A', 'official', 'o2', '2026-09-12 11:00:00'),
    ('six', 'ONE-SIX', 'official', 'o2', '2026-09-12 11:00:00'),
    ('planned', 'ONE-B', 'official', 'o1', '2026-09-12 11:00:00'),
    ('evening', 'ONE-B', 'official', 'o1', '2026-09-12 21:00:00'),
    ('another_day', 'ONE-C', 'official', 'o1', '2026-09-13 11:00:00'),
    ('cancelled', 'ONE-D', 'official', 'o3', '2026-09-12 11:00:00');
insert into given.appointments (id, official_id, date, status) values
    ('p1', 'o1', '2026-09-12', 'planned'), ('p3', 'o3', '2026-09-12', 'cancelled');
