insert into given.officials (id, unit_code, level, active_from, active_to) values
    ('scheduled', 'ONE-A', 'leadership', '2024-01-01', null), ('cancelled', 'ONE-A', 'leadership', '2026-09-01', '2026-09-30'),
    ('nowhere', 'ONE-A', 'leadership', '2026-09-01', '2026-09-30'),
    ('came', 'ONE-B', 'leadership', '2026-09-02', null), ('left', 'ONE-B', 'leadership', '2024-01-01', '2026-09-29'),
    ('official', 'ONE-C', 'official', '2024-01-01', null), ('august', 'ONE-D', 'leadership', '2024-01-01', null),
    ('fine', 'ONE-E', 'leadership', '2024-01-01', null);
insert into given.appointments (id, unit_code, official_id, date, status) values
    ('a', 'ONE-A', 'scheduled', '2026-09-30', 'held'), ('b', 'ONE-A', 'cancelled', '2026-09-01', 'cancelled'),
    ('c', 'ONE-D', 'august', '2026-08-31', 'held'), ('d', 'ONE-E', 'fine', '2026-09-15', 'planned');
