-- A mobile reception of Friday may be entered until Monday 24:00, in a six-day unit until Saturday 24:00.
insert into given.receptions (id, unit_code, mode, started_at, registered_at) values
    ('monday_midnight', 'ONE-A', 'mobile', '2026-09-04 12:00:00', '2026-09-08 00:00:00'),
    ('after_monday', 'ONE-A', 'mobile', '2026-09-04 12:00:00', '2026-09-08 00:00:01'),
    ('saturday_midnight', 'ONE-SIX', 'mobile', '2026-09-04 12:00:00', '2026-09-06 00:00:00'),
    ('after_saturday', 'ONE-SIX', 'mobile', '2026-09-04 12:00:00', '2026-09-06 00:00:01'),
    -- A Saturday's own trip: Monday is the next working day in both weeks.
    ('trip', 'ONE-B', 'mobile', '2026-09-05 12:00:00', '2026-09-07 23:00:00');
