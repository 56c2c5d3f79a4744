insert into given.receptions (id, unit_code, started_at, kind, complaint_about, outcome, referred_to, referred_on) values
    ('sent', 'ONE-A', '2026-09-09 10:00:00', 'complaint', 'ONE-B', 'referred', 'ONE-B', '2026-09-10'),
    ('elsewhere', 'ONE-A', '2026-09-09 10:00:00', 'complaint', 'ONE-B', 'referred', 'ONE', '2026-09-10'),
    ('no_complaint', 'ONE-A', '2026-09-09 10:00:00', 'application', 'ONE-B', 'referred', 'ONE-B', '2026-09-10'),
    ('given', 'ONE-C', '2026-09-09 10:00:00', 'complaint', 'ONE-B', 'assigned', null, null),
    ('august', 'ONE-D', '2026-08-28 10:00:00', 'complaint', 'ONE-D', 'assigned', null, null),
    ('september', 'ONE-E', '2026-09-28 10:00:00', 'complaint', 'ONE-E', 'assigned', null, null),
    ('nobody', 'ONE-F', '2026-09-28 10:00:00', 'complaint', null, 'referred', null, null);
insert into given.assignments (id, unit_code, reception_id, executor_unit, issued_on) values
    ('to_object', 'ONE-C', 'given', 'ONE-B', '2026-09-09'), ('to_other', 'ONE-C', 'given', 'ONE-C', '2026-09-09'),
    ('later', 'ONE-D', 'august', 'ONE-D', '2026-09-01'), ('october', 'ONE-E', 'september', 'ONE-E', '2026-10-01');
