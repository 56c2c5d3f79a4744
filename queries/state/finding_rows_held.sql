-- state: finding_rows_held
-- A record that violates on and on (an assignment overdue for months) stays with the finding that first held it, so that a
-- unit is told once: such rows leave the temp table `seen` for `held_elsewhere`.
-- Parameter: settled_since. Temp tables: seen, seen_findings.
create or replace temp table held_elsewhere as
select
    seen.fingerprint,
    seen.subject_kind,
    seen.subject_id,
    seen.source,
    min_by(rows.fingerprint, (rows.period, rows.fingerprint)) as holder
from seen
inner join seen_findings as fresh on fresh.fingerprint = seen.fingerprint and fresh.is_by_rows
inner join state.finding_rows as rows
    on
        rows.subject_kind = seen.subject_kind
        and rows.subject_id = seen.subject_id
        and rows.source = seen.source
        and rows.fingerprint <> seen.fingerprint
inner join state.findings as findings
    on
        findings.fingerprint = rows.fingerprint
        and findings.check_id = fresh.check_id
        and findings.origin_unit = fresh.unit
        and findings.cure = 'rows'
        and (findings.status <> 'closed' or findings.closed_at >= getvariable('settled_since'))
where not exists (
    select 1
    from state.finding_rows as own
    where
        own.fingerprint = seen.fingerprint
        and own.subject_kind = seen.subject_kind
        and own.subject_id = seen.subject_id
        and own.source = seen.source
)
group by all;

delete from seen
using held_elsewhere as held
where
    seen.fingerprint = held.fingerprint
    and seen.subject_kind = held.subject_kind
    and seen.subject_id = held.subject_id
    and seen.source = held.source;
