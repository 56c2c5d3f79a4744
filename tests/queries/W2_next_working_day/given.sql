insert into given.receptions (id, unit_code, outcome, started_at, appeal_handed_at, appeal_registered_at) values
    ('monday', 'ONE-A', 'written_appeal', '2026-09-03 10:00:00', '2026-09-04 17:00:00', '2026-09-08 00:00:00'),
    ('tuesday', 'ONE-A', 'written_appeal', '2026-09-03 10:00:00', '2026-09-04 17:00:00', '2026-09-08 00:00:01'),
    ('never', 'ONE-B', 'written_appeal', '2026-09-03 10:00:00', '2026-09-04 17:00:00', null),
    ('not_due', 'ONE-C', 'written_appeal', '2026-09-30 10:00:00', '2026-10-07 17:00:00', null),
    ('not_handed', 'ONE-D', 'written_appeal', '2026-09-03 10:00:00', null, null);
