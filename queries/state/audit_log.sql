-- state: audit_log
-- Adds one transition. Parameters: audit_id, moment, who, from_status, to_status, why.
insert into state.audit_log by name
select
    getvariable('audit_id') as audit_id,
    (
        select coalesce(max(position), -1) + 1
        from state.audit_log
        where audit_id = getvariable('audit_id')
    ) as position,
    getvariable('moment') as happened_at,
    getvariable('who') as who,
    getvariable('from_status') as from_status,
    getvariable('to_status') as to_status,
    getvariable('why') as why;
