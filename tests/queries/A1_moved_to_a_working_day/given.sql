-- The as-of is Tuesday 29 September. Due on Saturday means Monday in a five-day unit, Saturday in a six-day one: the
-- executor's week counts, whoever gave the assignment.
insert into given.assignments (id, unit_code, executor_unit, due_on) values
    ('five', 'ONE-SIX', 'ONE-A', '2026-09-26'), ('six', 'ONE-A', 'ONE-SIX', '2026-09-26'),
    ('five_friday', 'ONE-A', 'ONE-A', '2026-09-25');
