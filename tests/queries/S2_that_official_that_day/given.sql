insert into given.appointments (id, unit_code, official_id, date, status, reason) values
    ('recorded', 'ONE-A', 'o1', '2026-09-09', 'held', null), ('nothing', 'ONE-A', 'o1', '2026-09-10', 'held', null),
    ('nobody_came', 'ONE-A', 'o1', '2026-09-11', 'held', 'müraciət olmayıb'),
    ('other', 'ONE-A', 'o2', '2026-09-09', 'held', null), ('no_show', 'ONE-B', 'o3', '2026-09-09', 'held', null),
    ('planned', 'ONE-B', 'o3', '2026-09-10', 'planned', null);
insert into given.receptions (id, official_id, level, outcome, started_at, registered_at) values
    ('r1', 'o1', 'leadership', 'explained', '2026-09-09 10:00:00', '1900-01-01'),
    ('r3', 'o3', 'leadership', 'no_show', null, '2026-09-09 12:00:00');
