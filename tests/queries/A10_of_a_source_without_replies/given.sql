-- The executor's source provides replies, that of the assignment does not: nobody is accused.
insert into given.assignments (id, source, unit_code, executor_unit, status, due_on, completed_on) values
    ('theirs', 'S2', 'TWO-A', 'ONE-A', 'done', '2026-09-22', '2026-09-10');
delete from lake.source_columns where source = 'S2' and column_name = 'replied_on';
