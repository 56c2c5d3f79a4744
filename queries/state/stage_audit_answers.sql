-- state: stage_audit_answers
create or replace temp table staged_answers as select * from state.audit_answers limit 0;
create or replace temp table staged_site as select * from state.audit_site limit 0;
