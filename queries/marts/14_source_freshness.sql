-- mart: source_freshness
-- grain: one row a (source, entity) that the source offers
-- columns: source, entity, loads (walks ever begun), last_complete (UTC), working_days_since, is_stale
-- Working days of the five-day week after the day of the last complete pull, up to the as-of's day; a pull later than
-- the as-of is fresh. More than the limit of Q3 (2) is stale, and so is a source that never came in whole.

create or replace temp table source_freshness as
with pulls as (
    select
        source,
        entity,
        count(*) as loads,
        least(max(started_at) filter (where complete), getvariable('as_of')) as last_complete
    from lake.loads
    where load_id <= getvariable('load_id') and kind <> 'replay'
    group by source, entity
),

counted as (
    select
        provides.source,
        provides.entity,
        coalesce(pulls.loads, 0) as loads,
        pulls.last_complete,
        today.ordinal - pulled.ordinal as working_days_since
    from provides
    left join pulls on pulls.source = provides.source and pulls.entity = provides.entity
    left join lake.calendar_days as pulled
        on pulled.week = '5' and pulled.day = cast(lake.local_time(pulls.last_complete) as date)
    left join lake.calendar_days as today on today.week = '5' and today.day = getvariable('as_of_day')
    where provides.column_name = '*'
),

limits as (
    select coalesce(max(value), 2) as working_days
    from thresholds
    where check_id = 'Q3' and name = 'working_days'
)

select
    counted.*,
    coalesce(counted.working_days_since > limits.working_days, true) as is_stale
from counted
cross join limits;
