-- portal: source_health
-- Of each source the oldest of its entities' last complete loads. For everybody: it says how good the data is.
select
    source,
    case when bool_and(complete_at is not null) then min(complete_at) end as complete_at
from (
    select source, entity, max(ended_at) filter (complete) as complete_at
    from visible_freshness
    group by source, entity
)
group by source
order by source;
