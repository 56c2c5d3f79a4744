-- portal: sources
-- Every source and entity: its last complete load, what it brought, what it could not take, whether the counts agree.
with newest as (
    select
        source,
        entity,
        max(ended_at) filter (complete) as complete_at,
        max(watermark) filter (complete) as watermark,
        max(started_at) as tried_at,
        arg_max(error, load_id) as error,
        sum(rows_new)::bigint as rows_new,
        sum(rows_changed)::bigint as rows_changed,
        sum(rows_deleted)::bigint as rows_deleted,
        count(*) as loads
    from visible_loads
    group by source, entity
),

rejected as (
    select source, entity, count(*) as rejected
    from visible_quarantine
    where replayed_load is null
    group by source, entity
),

counted as (
    select
        source,
        entity,
        arg_max(claimed, load_id) as claimed,
        arg_max(held, load_id) as held
    from visible_counts
    group by source, entity
),

drifted as (
    select source, entity, count(distinct (kind, name, value)) as drifted
    from visible_drift
    group by source, entity
)

select
    newest.*,
    counted.claimed as claimed,
    counted.held as held,
    coalesce(rejected.rejected, 0) as rejected,
    coalesce(drifted.drifted, 0) as drifted
from newest
left join rejected on newest.source = rejected.source and newest.entity = rejected.entity
left join counted on newest.source = counted.source and newest.entity = counted.entity
left join drifted on newest.source = drifted.source and newest.entity = drifted.entity
order by newest.source, newest.entity;
