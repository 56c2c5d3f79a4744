-- Wednesday 9 September: three working days end on Monday the 14th, in a six-day unit on Saturday the 12th.
insert into given.receptions (id, unit_code, started_at, outcome, referred_to, referred_on) values
    ('in_time', 'ONE-A', '2026-09-09 10:00:00', 'referred', 'TWO', '2026-09-14'),
    ('late', 'ONE-A', '2026-09-09 10:00:00', 'referred', 'TWO', '2026-09-15'),
    ('six', 'ONE-SIX', '2026-09-09 10:00:00', 'referred', 'TWO', '2026-09-12'),
    ('six_late', 'ONE-SIX', '2026-09-09 10:00:00', 'referred', 'TWO', '2026-09-14'),
    ('undated', 'ONE-B', '2026-09-09 10:00:00', 'referred', 'TWO', null),
    ('not_yet', 'ONE-C', '2026-09-09 10:00:00', 'referred', 'TWO', '2026-10-09');
delete from lake.source_columns where source = 'S2' and column_name = 'referred_on';
