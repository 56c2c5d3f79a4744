insert into given.receptions (id, unit_code, citizen, topic, level, started_at) values
    ('base', 'ONE-A', 'f:1', 'pension', 'official', '2026-09-09 10:00:00'),
    ('unit', 'ONE-B', 'f:1', 'pension', 'official', '2026-09-09 10:00:00'),
    ('citizen', 'ONE-A', 'f:2', 'pension', 'official', '2026-09-09 10:01:00'),
    ('topic', 'ONE-A', 'f:1', 'pension.award', 'official', '2026-09-09 10:01:00'),
    ('level', 'ONE-A', 'f:1', 'pension', 'leadership', '2026-09-09 10:01:00'),
    ('nobody', 'ONE-C', null, 'pension', 'official', '2026-09-09 10:00:00'),
    ('nobody_either', 'ONE-C', null, 'pension', 'official', '2026-09-09 10:00:00');
