-- One report changed in place (a second version) and another sent after it; a figure that was never stated is no change.
insert into given.unit_reports (id, load_from, load_to, submitted_at, receptions, receptions_subsystem, by_outcome) values
    ('u', 1, 2, '2026-10-02 10:00', 100, null, '{"resolved": 40}'),
    ('u', 2, null, '2026-10-02 10:00', 90, 80, '{"resolved": 40}'),
    ('v', 2, null, '2026-10-05 10:00', 90, 80, '{"resolved": 35}');
insert into given.unit_reports (id, unit_code, receptions) values ('w', 'ONE-B', 7);
