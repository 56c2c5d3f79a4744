-- The mark speaks also within 24 hours and without a start; a start that is missing says nothing by itself.
insert into given.receptions (id, started_at, registered_at, registration) values
    ('marked', '2026-09-09 10:00:00', '2026-09-09 11:00:00', 'late'),
    ('marked_without_start', null, '2026-09-09 11:00:00', 'late'),
    ('without_start', null, '2026-09-09 11:00:00', 'subsystem');
