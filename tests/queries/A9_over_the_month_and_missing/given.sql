-- What is not named cannot be the object; a withdrawn complaint is none.
insert into given.receptions (id, unit_code, started_at, kind, complaint_about, outcome, referred_to, deleted) values
    ('blank', 'ONE-A', '2026-09-09 10:00:00', 'complaint', null, 'referred', null, false),
    ('gone', 'ONE-A', '2026-09-09 10:00:00', 'complaint', 'ONE-B', 'referred', 'ONE-B', true),
    ('last', 'ONE-B', '2026-09-30 23:59:59', 'complaint', 'ONE-B', 'referred', 'ONE-B', false),
    ('first', 'ONE-C', '2026-10-01 00:00:00', 'complaint', 'ONE-B', 'referred', 'ONE-B', false);
