-- Charged to the unit that gave the assignment, in the month in which it did.
insert into given.assignments (id, unit_code, executor_unit, issued_on, due_on) values
    ('whole', 'ONE-A', 'ONE-B', '2026-09-30', '2026-10-20'),
    ('no_date', 'ONE-A', 'ONE-B', '2026-09-01', null),
    ('no_executor', 'ONE-A', null, '2026-09-30', '2026-10-20'),
    ('blank_executor', 'ONE-A', ' ', '2026-09-30', '2026-10-20'),
    ('neither', 'ONE-C', null, '2026-09-15', null),
    ('august', 'ONE-A', null, '2026-08-31', null),
    ('october', 'ONE-A', null, '2026-10-01', null);
