-- id: findings_fixed_in_time
-- title.az: Müddətində aradan qaldırılan nöqsanlar
-- title.en: Findings fixed in time
-- kind: duty
-- needs: receptions
--
-- Findings said to be fixed by their deadline, and not refuted by data since ÷ findings whose deadline lies in the period.
-- Those waived or withdrawn by the head are no duty, and neither is what a check only asks to look into, unless the
-- monitoring sector confirmed it.

with due as (
    select
        findings.fingerprint,
        findings.unit,
        findings.deadline
    from state.findings as findings
    inner join spans
        on
            findings.deadline between spans.span_from and spans.span_to
            and findings.deadline < spans.as_of_day
    where
        findings.status not in ('waived', 'withdrawn')
        and (
            not coalesce(list_contains(getvariable('look_into_checks'), findings.check_id), false)
            or coalesce(findings.confirmed, false)
        )
),

steps as (
    select
        due.fingerprint,
        due.deadline,
        log.position,
        log.to_status,
        cast(lake.local_time(log.happened_at) as date) as day
    from due
    inner join state.finding_log as log on log.fingerprint = due.fingerprint
    where log.happened_at <= getvariable('as_of')
),

fixed as (
    select
        fingerprint,
        min(position) as position
    from steps
    where to_status in ('claimed_fixed', 'verified', 'closed') and day <= deadline
    group by fingerprint
),

refuted as (
    select distinct fixed.fingerprint
    from fixed
    inner join steps
        on steps.fingerprint = fixed.fingerprint and steps.position > fixed.position and steps.to_status = 'reopened'
)

select
    due.unit,
    count(*) filter (where fixed.fingerprint is not null and refuted.fingerprint is null) as numerator,
    count(*) as denominator
from due
left join fixed on fixed.fingerprint = due.fingerprint
left join refuted on refuted.fingerprint = due.fingerprint
group by due.unit;
