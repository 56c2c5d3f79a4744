delete from lake.source_columns where source = 'S1' and entity = 'unit-reports';
-- The other source offers no registration and no assignments: those figures cannot be recounted.
delete from lake.source_columns where source = 'S2' and (column_name = 'registration' or entity = 'assignments');
insert into given.unit_reports (id, source, unit_code, receptions, receptions_subsystem, assignments_done) values
    ('a', 'S2', 'TWO-A', 0, 50, 50);
