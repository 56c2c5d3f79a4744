-- portal: record_appointment
-- Every version of one record, newest first. Parameters: source, id.
select *
from visible_appointments
where source = getvariable('source') and id = getvariable('id')
order by load_from desc;
