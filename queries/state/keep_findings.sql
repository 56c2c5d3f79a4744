-- state: keep_findings
-- Parameters: period, moment. Temp tables: raised, answers.

-- What each known finding becomes by this period's data.
create or replace temp table moves as
select
    findings.fingerprint as fingerprint,
    findings.status as from_status,
    case when raised.fingerprint is not null then 'reopened' else 'closed' end as to_status,
    case
        when raised.fingerprint is not null then 'the check failed again in ' || getvariable('period')
        when answers.cures_by_rows then 'the same rows, tested again, no longer violate'
        else 'the unit passed the check in ' || getvariable('period')
    end as why
from state.findings as findings
left join raised on raised.fingerprint = findings.fingerprint
left join answers on answers.check_id = findings.check_id and answers.unit = findings.unit
where
    (raised.fingerprint is not null and findings.status = 'closed')
    or (
        raised.fingerprint is null
        and findings.status not in ('closed', 'waived', 'withdrawn')
        and (
            (answers.cures_by_rows and findings.period = getvariable('period') and answers.state <> 'not_evaluable')
            or (not answers.cures_by_rows and findings.period < getvariable('period') and answers.state = 'pass')
        )
    );

-- Occurrences count periods, so the same period tested again adds none.
update state.findings
set
    last_seen = getvariable('moment'),
    occurrences = findings.occurrences + case when findings.period < raised.period then 1 else 0 end,
    period = greatest(findings.period, raised.period),
    violations = raised.violations
from raised
where findings.fingerprint = raised.fingerprint;

insert into state.finding_log by name
select
    moves.fingerprint as fingerprint,
    (
        select coalesce(max(position), -1) + 1
        from state.finding_log as log
        where log.fingerprint = moves.fingerprint
    ) as position,
    getvariable('moment') as happened_at,
    'data' as who,
    moves.from_status as from_status,
    moves.to_status as to_status,
    moves.why as why
from moves;

update state.findings
set
    status = moves.to_status,
    closed_at = case when moves.to_status = 'closed' then getvariable('moment') end
from moves
where findings.fingerprint = moves.fingerprint;

insert into state.finding_log by name
select
    fingerprint,
    0 as position,
    getvariable('moment') as happened_at,
    'data' as who,
    '' as from_status,
    'open' as to_status,
    'the check failed in ' || getvariable('period') as why
from raised
where fingerprint not in (select fingerprint from state.findings);

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
from raised
where fingerprint not in (select fingerprint from state.findings);
