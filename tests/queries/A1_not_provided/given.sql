delete from lake.source_columns where source = 'S1' and column_name = 'due_on';
insert into given.assignments (id, due_on) values ('a', null);
