-- Listed, but no part of the share.
insert into given.receptions (id, citizen, started_at) values
    ('old', 'f:1', '2026-06-26 17:00:00'), ('again', 'f:1', '2026-09-24 09:00:00');
