-- portal: record_official
-- Every version of one record, newest first. Parameters: source, id.
select *
from visible_officials
where source = getvariable('source') and id = getvariable('id')
order by load_from desc;
