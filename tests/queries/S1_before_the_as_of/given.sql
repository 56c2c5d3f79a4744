-- The as-of is 20 September: planned for the 19th was not held, for the 20th may be.
insert into given.appointments (id, unit_code, date, status, reason) values
    ('past', 'ONE-A', '2026-09-19', 'planned', null), ('today', 'ONE-A', '2026-09-20', 'planned', null),
    ('held', 'ONE-A', '2026-09-10', 'held', null),
    ('cancelled', 'ONE-B', '2026-09-10', 'cancelled', ' '), ('moved', 'ONE-B', '2026-09-25', 'moved', null),
    ('explained', 'ONE-C', '2026-09-10', 'cancelled', 'ezamiyyət'),
    ('august', 'ONE-D', '2026-08-31', 'planned', null);
