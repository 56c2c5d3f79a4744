-- 90 dates after the answer are inside, 91 are not: 26 June + 90 is 24 September. Those answers lie before the window
-- (3 July to 30 September): their returns are listed without counting.
insert into given.receptions (id, unit_code, citizen, started_at) values
    ('a1', 'ONE-A', 'f:1', '2026-06-26 17:00:00'), ('a2', 'TWO-A', 'f:1', '2026-09-24 09:00:00'),
    ('b1', 'ONE-B', 'f:2', '2026-06-25 17:00:00'), ('b2', 'TWO-A', 'f:2', '2026-09-24 09:00:00'),
    -- The first and the last day of the window, the day before it.
    ('c1', 'ONE-C', 'f:3', '2026-07-03 10:00:00'), ('c2', 'TWO-A', 'f:3', '2026-09-15 10:00:00'),
    ('d1', 'ONE-D', 'f:4', '2026-07-02 10:00:00'), ('d2', 'TWO-A', 'f:4', '2026-09-15 10:00:00'),
    ('e1', 'ONE-E', 'f:5', '2026-09-30 10:00:00'), ('e2', 'TWO-A', 'f:5', '2026-09-30 11:00:00');
update given.receptions set source = 'S2' where unit_code = 'TWO-A';
