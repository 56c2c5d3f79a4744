-- state: findings_save
-- Writes the findings of the temp table `changed` over those of the same fingerprint.
insert into state.findings by name
select *
from changed
on conflict (fingerprint) do update set
    unit = excluded.unit,
    period = excluded.period,
    severity = excluded.severity,
    status = excluded.status,
    last_seen = excluded.last_seen,
    occurrences = excluded.occurrences,
    violations = excluded.violations,
    deadline = excluded.deadline,
    closed_at = excluded.closed_at,
    look_into = excluded.look_into,
    cure = excluded.cure,
    notified_at = excluded.notified_at,
    claimed_at = excluded.claimed_at,
    planned_for = excluded.planned_for,
    waived_until = excluded.waived_until,
    waiver_asked = excluded.waiver_asked,
    confirmed = excluded.confirmed,
    level = excluded.level,
    changed_at = excluded.changed_at,
    measured = excluded.measured,
    threshold = excluded.threshold,
    population = excluded.population,
    remaining = excluded.remaining,
    text_az = excluded.text_az,
    text_en = excluded.text_en,
    proposal_az = excluded.proposal_az,
    proposal_en = excluded.proposal_en,
    audit = excluded.audit;
