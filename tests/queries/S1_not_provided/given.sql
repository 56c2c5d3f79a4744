delete from lake.source_columns where source = 'S1' and entity = 'appointments';
