-- audit: plan_known
-- grain: one row a unit that is fed by a source
-- columns: unit, open_high, overdue, contradictions, anomalies, complaints, receptions, is_unreliable
-- What the month's ranking counts. Results are those of the newest run of the scored month.
-- Variables: scored_period, day_from, day_to (three months), plan_day, look_into_checks, load_id.

with newest as (
    select max(run_id) as run_id
    from lake.check_runs
    where scope = '*' and period = getvariable('scored_period')
),

answers as (
    select
        results.unit,
        cast(coalesce(sum(results.violations) filter (where results.check_id = 'D2'), 0) as bigint) as contradictions,
        count(*) filter (
            where results.state = 'fail' and list_contains(getvariable('look_into_checks'), results.check_id)
        ) as anomalies,
        bool_or(results.state = 'fail' and results.check_id = 'Q3')
        or count(*) filter (where results.reason in ('feed_stale', 'not_provided')) > count(*) / 2 as is_unreliable
    from newest
    inner join lake.check_results as results on results.run_id = newest.run_id
    group by results.unit
),

findings as (
    select
        unit,
        count(*) filter (where severity = 'high') as open_high,
        count(*) filter (where deadline < getvariable('plan_day')) as overdue
    from state.findings
    where
        status not in ('closed', 'verified', 'waived', 'withdrawn')
        and not list_contains(getvariable('look_into_checks'), check_id)
    group by unit
),

heard as (
    select
        unit_code,
        complaint_about,
        kind
    from lake.receptions
    where
        load_from <= getvariable('load_id')
        and (load_to is null or load_to > getvariable('load_id'))
        and not deleted
        and coalesce(started_at, registered_at) >= cast(getvariable('day_from') as timestamp) - interval 1 day
        and coalesce(started_at, registered_at) < cast(getvariable('day_to') as timestamp) + interval 2 days
        and cast(lake.local_time(coalesce(started_at, registered_at)) as date)
        between getvariable('day_from') and getvariable('day_to')
),

receptions as (
    select
        unit_code as unit,
        count(*) as receptions
    from heard
    group by unit_code
),

complaints as (
    select
        complaint_about as unit,
        count(*) as complaints
    from heard
    where kind = 'complaint' and complaint_about is not null
    group by complaint_about
)

select
    units.code as unit,
    coalesce(findings.open_high, 0) as open_high,
    coalesce(findings.overdue, 0) as overdue,
    coalesce(answers.contradictions, 0) as contradictions,
    coalesce(answers.anomalies, 0) as anomalies,
    coalesce(complaints.complaints, 0) as complaints,
    coalesce(receptions.receptions, 0) as receptions,
    coalesce(answers.is_unreliable, false) as is_unreliable
from lake.units as units
left join answers on answers.unit = units.code
left join findings on findings.unit = units.code
left join receptions on receptions.unit = units.code
left join complaints on complaints.unit = units.code
where
    units.source is not null
    and units.parent is not null
    and coalesce(units.active_from <= getvariable('day_to'), true)
    and coalesce(units.active_to >= getvariable('plan_day'), true)
order by units.position;
