-- portal: record_assignment
-- Every version of one record, newest first. Parameters: source, id.
select *
from visible_assignments
where source = getvariable('source') and id = getvariable('id')
order by load_from desc;
