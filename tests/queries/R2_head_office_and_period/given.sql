-- An agency's row is judged on its head office's own records; the local day decides the month, without a start that of
-- the registration.
insert into given.receptions (id, unit_code, started_at, registered_at, registration) values
    ('head', 'ONE', '2026-09-09 10:00:00', '1900-01-01', 'paper'),
    ('branch', 'ONE-A', '2026-09-09 10:00:00', '1900-01-01', 'subsystem'),
    ('first', 'ONE-B', '2026-09-01 00:00:00', '1900-01-01', 'paper'),
    ('last', 'ONE-B', '2026-09-30 23:59:59', '1900-01-01', 'paper'),
    ('before', 'ONE-B', '2026-08-31 23:59:59', '1900-01-01', 'paper'),
    ('after', 'ONE-B', '2026-10-01 00:00:00', '1900-01-01', 'paper'),
    ('by_registration', 'ONE-C', null, '2026-09-30 23:59:59', 'paper'),
    ('registered_after', 'ONE-C', null, '2026-10-01 00:00:00', 'paper');
