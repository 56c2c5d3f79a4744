-- The as-of is Thursday 10 September, 18:00: yesterday's appeal has until the end of today. Handed over later: not yet.
insert into given.receptions (id, unit_code, outcome, started_at, appeal_handed_at) values
    ('yesterday', 'ONE-A', 'written_appeal', '2026-09-09 10:00:00', null),
    ('tuesday', 'ONE-B', 'written_appeal', '2026-09-08 10:00:00', '2026-09-10 19:00:00');
