-- At the end of the fifth working day what has not come cannot be judged yet; what has come can.
insert into given.unit_reports (id, unit_code, submitted_at) values
    ('a', 'ONE-A', '2026-10-05 10:00:00'), ('future', 'ONE-B', '2026-10-08 10:00:00');
