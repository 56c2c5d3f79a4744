delete from lake.source_columns where source = 'S2' and column_name = 'executor_unit';
insert into given.assignments (id, source, unit_code, executor_unit) values
    ('a', 'S1', 'ONE-A', 'ONE-A'), ('b', 'S2', 'TWO-A', null);
