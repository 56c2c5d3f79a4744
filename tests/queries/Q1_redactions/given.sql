insert into given.receptions (id, unit_code, started_at, note, note_redactions) values
    ('named', 'ONE-A', '2026-09-09 10:00:00', 'telefon ***', 1), ('clean', 'ONE-A', '2026-09-09 10:00:00', 'izah edildi', 0),
    ('silent', 'ONE-C', '2026-09-09 10:00:00', null, 0), ('fine', 'ONE-D', '2026-09-09 10:00:00', 'izah edildi', 0);
insert into given.assignments (id, executor_unit, status, completed_on, result, result_redactions) values
    ('named', 'ONE-B', 'done', '2026-09-10', 'FİN ***', 2), ('october', 'ONE-B', 'done', '2026-10-01', 'FİN ***', 2);
