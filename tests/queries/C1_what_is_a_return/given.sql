insert into given.receptions (id, unit_code, citizen, topic, outcome, started_at, registered_at) values
    ('base', 'ONE-A', 'f:1', 'pension', 'resolved', '2026-08-10 10:00:00', '1900-01-01'),
    ('other_topic', 'ONE-A', 'f:1', 'pension.award', 'assigned', '2026-09-10 10:00:00', '1900-01-01'),
    ('other_citizen', 'ONE-A', 'f:2', 'pension', 'assigned', '2026-09-10 10:00:00', '1900-01-01'),
    ('no_show', 'ONE-A', 'f:1', 'pension', 'no_show', null, '2026-09-10 10:00:00'),
    -- The same day: one visit in the same unit, a return in another one, and only afterwards.
    ('same_day', 'ONE-B', 'f:3', 'pension', 'explained', '2026-09-10 10:00:00', '1900-01-01'),
    ('same_day_again', 'ONE-B', 'f:3', 'pension', 'assigned', '2026-09-10 15:00:00', '1900-01-01'),
    ('next_door', 'ONE-C', 'f:4', 'pension', 'explained', '2026-09-10 10:00:00', '1900-01-01'),
    ('next_door_again', 'ONE-D', 'f:4', 'pension', 'explained', '2026-09-10 11:00:00', '1900-01-01'),
    -- Referred is no answer.
    ('referred', 'ONE-E', 'f:5', 'pension', 'referred', '2026-09-10 10:00:00', '1900-01-01'),
    ('referred_again', 'ONE-E', 'f:5', 'pension', 'assigned', '2026-09-11 10:00:00', '1900-01-01');
