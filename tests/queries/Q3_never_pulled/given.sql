delete from given.loads where source = 'S2';
delete from lake.source_columns where source = 'S1';
