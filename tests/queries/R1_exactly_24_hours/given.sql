-- Wednesday to Thursday: 24 hours to the second are in time, one second more is not.
insert into given.receptions (id, started_at, registered_at) values
    ('in_time', '2026-09-09 10:00:00', '2026-09-10 10:00:00'),
    ('late', '2026-09-09 10:00:00', '2026-09-10 10:00:01');
