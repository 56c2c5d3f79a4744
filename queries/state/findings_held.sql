-- state: findings_held
-- The findings that are not settled, those settled since a moment, and those named, each with its log's length.
-- Parameters: settled_since, fingerprints (a list).
with lengths as (
    select
        fingerprint,
        count(*) as log_length
    from state.finding_log
    group by fingerprint
)

select
    findings.*,
    coalesce(lengths.log_length, 0) as log_length
from state.findings as findings
left join lengths on lengths.fingerprint = findings.fingerprint
where
    findings.status not in ('closed', 'withdrawn')
    or findings.closed_at >= getvariable('settled_since')
    or findings.fingerprint in (select unnest(getvariable('fingerprints')))
order by findings.fingerprint;
