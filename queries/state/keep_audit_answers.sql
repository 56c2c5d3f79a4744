-- state: keep_audit_answers
-- An item answered anew replaces its earlier answer; the others stay. Parameter: audit_id. Temp tables: staged_answers,
-- staged_site.
delete from state.audit_answers
where audit_id = getvariable('audit_id') and item in (select item from staged_answers);
insert into state.audit_answers by name select * from staged_answers;
delete from state.audit_site
where audit_id = getvariable('audit_id') and question in (select question from staged_site);
insert into state.audit_site by name select * from staged_site;
