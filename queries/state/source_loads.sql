-- state: source_loads
-- Of every source and entity: its last complete load, what the newest one brought, and whether the counts agreed.
with newest as (
    select
        source,
        entity,
        max(ended_at) filter (complete) as complete_at,
        max(watermark) filter (complete) as watermark,
        arg_max(rows_seen, load_id) as rows_seen,
        arg_max(rows_new, load_id) as rows_new,
        arg_max(rows_changed, load_id) as rows_changed,
        arg_max(rows_deleted, load_id) as rows_deleted,
        arg_max(rows_rejected, load_id) as rows_rejected
    from lake.loads
    where kind <> 'replay'
    group by source, entity
),

counted as (
    select
        source,
        entity,
        arg_max(claimed, load_id) as claimed,
        arg_max(held, load_id) as held
    from lake.source_counts
    group by source, entity
)

select newest.*, counted.claimed as claimed, counted.held as held
from newest
left join counted on newest.source = counted.source and newest.entity = counted.entity
order by newest.source, newest.entity;
