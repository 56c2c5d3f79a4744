-- state: audit_step
-- Notes one finished step. Parameters: audit_id, step_position, step_name, moment, seconds, row_count, detail.
delete from state.audit_steps
where audit_id = getvariable('audit_id') and position = getvariable('step_position');
insert into state.audit_steps by name
select
    getvariable('audit_id') as audit_id,
    getvariable('step_position') as position,
    getvariable('step_name') as name,
    getvariable('moment') as ended_at,
    getvariable('seconds') as seconds,
    getvariable('row_count') as row_count,
    getvariable('detail') as detail;
