-- state: stage_audit
create or replace temp table staged_audit as select * from state.audits limit 0;
