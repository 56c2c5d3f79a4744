insert into given.receptions (id, started_at) values ('whole', '2026-09-09 10:00:00');
insert into given.receptions (id, started_at, ended_at, registered_at, topic, outcome, citizen, level, official_id) values
    ('no_topic', '2026-09-09 10:00:00', '1900-01-01', '1900-01-01', '  ', 'explained', 'own', 'reception_room', null),
    ('no_outcome', '2026-09-09 10:00:00', '1900-01-01', '1900-01-01', 'pension', null, 'own', 'reception_room', null),
    ('no_times', null, null, '2026-09-09 10:00:00', 'pension', 'explained', 'own', 'reception_room', null),
    ('no_citizen', '2026-09-09 10:00:00', '1900-01-01', '1900-01-01', 'pension', 'explained', null, 'reception_room', null),
    ('no_official', '2026-09-09 10:00:00', '1900-01-01', '1900-01-01', 'pension', 'explained', 'own', 'official', null),
    ('official', '2026-09-09 10:00:00', '1900-01-01', '1900-01-01', 'pension', 'explained', 'own', 'official', 'o1'),
    ('no_show', null, null, '2026-09-09 10:00:00', 'pension', 'no_show', 'own', 'reception_room', null),
    ('no_show_unknown', null, null, '2026-09-09 10:00:00', null, 'no_show', 'own', 'reception_room', null);
