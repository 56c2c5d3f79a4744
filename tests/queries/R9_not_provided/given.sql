delete from lake.source_columns where source = 'S1' and column_name = 'official_id';
