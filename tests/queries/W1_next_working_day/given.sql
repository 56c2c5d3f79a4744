-- Friday 4 September: until Monday 24:00, in a six-day unit until Saturday 24:00.
insert into given.receptions (id, unit_code, outcome, started_at, appeal_handed_at) values
    ('monday', 'ONE-A', 'written_appeal', '2026-09-04 10:00:00', '2026-09-08 00:00:00'),
    ('tuesday', 'ONE-A', 'written_appeal', '2026-09-04 10:00:00', '2026-09-08 00:00:01'),
    ('saturday', 'ONE-SIX', 'written_appeal', '2026-09-04 10:00:00', '2026-09-06 00:00:00'),
    ('sunday', 'ONE-SIX', 'written_appeal', '2026-09-04 10:00:00', '2026-09-06 00:00:01'),
    ('never', 'ONE-B', 'written_appeal', '2026-09-04 10:00:00', null),
    ('no_appeal', 'ONE-C', 'explained', '2026-09-04 10:00:00', null);
