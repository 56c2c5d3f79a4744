-- state: name_audit_findings
-- Parameters: month_from, month_to. Temp table: found.

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
