-- state: audit_update
-- Replaces one monitoring's row by the one staged. Temp table: staged_audit.
delete from state.audits where audit_id in (select audit_id from staged_audit);
insert into state.audits by name select * from staged_audit;
