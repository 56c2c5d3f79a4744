-- Nothing happened, and the report says otherwise: more receptions and fewer overdue favour the unit, a topic neither.
insert into given.receptions (id, started_at) values ('r', '2026-09-03 10:00');
insert into given.assignments (id, issued_on, due_on)
select 'a' || n, date '2026-08-03', date '2026-08-20' from range(10) as numbers(n);
insert into given.unit_reports (id, receptions, receptions_subsystem, assignments_overdue, by_topic) values
    ('u', 50, 1, 2, '{"pension": 40}');
