-- Registered after the as-of (8 October 09:00): it has not happened. At the very instant it has.
insert into given.receptions (id, started_at, registered_at) values
    ('not_yet', '2026-09-30 10:00:00', '2026-10-08 09:00:01'),
    ('just_now', '2026-09-30 10:00:00', '2026-10-08 09:00:00'),
    -- Its own day is October's.
    ('next_month', '2026-10-01 00:00:00', '2026-10-05 09:00:00');
