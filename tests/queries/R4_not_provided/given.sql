update lake.source_columns set time_precision = 'date' where source = 'S1' and column_name = 'registered_at';
