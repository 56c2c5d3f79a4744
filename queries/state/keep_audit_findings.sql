-- state: keep_audit_findings
-- The findings that a monitoring names. Parameter: audit_id. Temp table: named.
insert into state.audit_findings by name
select distinct
    getvariable('audit_id') as audit_id,
    coalesce(known, fingerprint) as fingerprint,
    known is null as was_new
from named
where
    coalesce(known, fingerprint) not in (
        select fingerprint
        from state.audit_findings
        where audit_id = getvariable('audit_id')
    );
