-- The issuer's week: 15 working days after Tuesday 1 September are the 22nd in a five-day week, the 18th in a six-day one.
insert into given.assignments (id, unit_code, executor_unit, due_on) values
    ('five', 'ONE-A', 'ONE-SIX', '2026-09-22'), ('six', 'ONE-SIX', 'ONE-A', '2026-09-18'),
    ('six_over', 'ONE-SIX', 'ONE-A', '2026-09-19');
