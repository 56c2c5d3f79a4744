-- audit: compared
-- grain: one row a (check, unit in scope) whose share the nightly runs have kept
-- columns: check_id, unit, past (its share over the 12 months before the span), peers (theirs over the months of the span),
--     peer_units
-- Shares are pooled: sums of violating records over sums of records. Peers: the same kind in the agency, fewer than 5: the
-- same kind in the ministry. The newest run of each month counts.
-- Variables: audit_units, period_from, period_to, load_id.

with newest as (
    select
        arg_max(run_id, run_id) as run_id,
        period_from,
        period_to
    from lake.check_runs
    where
        scope = '*'
        and regexp_full_match(period, '\d{4}-\d{2}')
        and load_id <= getvariable('load_id')
        and period_to <= getvariable('period_to')
        and period_from >= getvariable('period_from') - 366
    group by period_from, period_to
),

answers as (
    select
        results.check_id,
        results.unit,
        newest.period_from >= getvariable('period_from') as is_now,
        results.measured * results.population as violating,
        results.population
    from newest
    inner join lake.check_results as results on results.run_id = newest.run_id
    where results.state <> 'not_evaluable' and results.measured is not null and results.population > 1
),

units_in_scope as (
    select
        code,
        kind,
        agency
    from lake.units
    where list_contains(getvariable('audit_units'), code)
),

past as (
    select
        check_id,
        unit,
        sum(violating) / sum(population) as share
    from answers
    where not is_now and list_contains(getvariable('audit_units'), unit)
    group by check_id, unit
),

circles as (
    select
        answers.check_id,
        one.code as unit,
        circle.circle,
        count(distinct peer.code) as peer_units,
        sum(answers.violating) / sum(answers.population) as share
    from units_in_scope as one
    cross join (values (1), (2)) as circle(circle)
    inner join lake.units as peer
        on peer.code <> one.code and peer.kind = one.kind and (circle.circle = 2 or peer.agency = one.agency)
    inner join answers on answers.unit = peer.code and answers.is_now
    group by answers.check_id, one.code, circle.circle
),

chosen as (
    select
        check_id,
        unit,
        arg_min(share, circle) as share,
        arg_min(peer_units, circle) as peer_units
    from circles
    where peer_units >= 5 or circle = 2
    group by check_id, unit
)

select
    coalesce(past.check_id, chosen.check_id) as check_id,
    coalesce(past.unit, chosen.unit) as unit,
    past.share as past,
    chosen.share as peers,
    chosen.peer_units
from past
full join chosen on chosen.check_id = past.check_id and chosen.unit = past.unit
order by all;
