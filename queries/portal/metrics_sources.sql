-- portal: metrics_sources
-- For the monitoring program, not for pages: of each source the oldest of its entities' complete loads, and rejected rows.
with loads as (
    select source, entity, max(ended_at) filter (complete) as complete_at
    from lake.loads
    group by source, entity
),

rejected as (
    select source, count(*) as rejected
    from lake.quarantine
    where replayed_load is null
    group by source
)

select
    loads.source,
    min(loads.complete_at) as complete_at,
    coalesce(any_value(rejected.rejected), 0) as rejected
from loads
left join rejected on loads.source = rejected.source
group by loads.source
order by loads.source;
