-- state: keep_audit_findings
-- Parameters: audit_id, moment, month_from, month_to. Temp table: found.

-- The register's own finding on the same matter: the same one, or that of a month of the span.
create or replace temp table named as
select
    found.*,
    coalesce(
        exact.fingerprint,
        (
            select max_by(known.fingerprint, known.period)
            from state.findings as known
            where
                found.is_of_period
                and known.check_id = found.check_id
                and known.unit = found.unit
                and known.period between getvariable('month_from') and getvariable('month_to')
                and length(known.period) = 7
        )
    ) as known
from found
left join state.findings as exact on exact.fingerprint = found.fingerprint;

insert into state.finding_log by name
select
    fingerprint,
    0 as position,
    getvariable('moment') as happened_at,
    getvariable('audit_id') as who,
    '' as from_status,
    'open' as to_status,
    'found by the monitoring ' || getvariable('audit_id') as why
from named
where known is null;

insert into state.findings by name
select
    fingerprint,
    check_id,
    unit,
    period,
    subject,
    severity,
    'open' as status,
    getvariable('moment') as first_seen,
    getvariable('moment') as last_seen,
    1 as occurrences,
    violations,
    cast(null as date) as deadline,
    cast(null as timestamp) as closed_at
from named
where known is null;

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
