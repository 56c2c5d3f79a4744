-- state: count_audit_findings
-- Parameter: audit_id.
select
    count(*) as named,
    count(*) filter (where was_new) as raised
from state.audit_findings
where audit_id = getvariable('audit_id');
