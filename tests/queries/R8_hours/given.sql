insert into given.receptions (id, started_at) values
    ('eight', '2026-09-09 08:00:00'), ('before', '2026-09-09 07:59:59'),
    ('seven', '2026-09-09 19:00:00'), ('after', '2026-09-09 19:00:01');
insert into given.receptions (id, mode, started_at) values ('mobile', 'mobile', '2026-09-09 21:00:00');
insert into given.receptions (id, outcome, started_at, registered_at) values ('no_show', 'no_show', null, '2026-09-09 21:00:00');
