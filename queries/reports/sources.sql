-- id: sources
-- title: State of the sources: last complete pull, records, rejected rows
-- grain: one row a source
-- columns: source, last_complete (UTC; of the entity pulled longest ago), working_days_since, is_stale, records_now,
--     records_previous, records_last_year, rows_seen (of the period's pulls), rejected (rows in quarantine from them)
-- Needs `history`. The period's pulls are those since its first day, up to the as-of.

with fresh as (
    select
        source,
        min(last_complete) as last_complete,
        max(working_days_since) as working_days_since,
        bool_or(is_stale) as is_stale
    from source_freshness
    group by source
),

named as (
    select source from units
    union
    select source from fresh
),

pulls as (
    select
        source,
        cast(sum(rows_seen) as bigint) as rows_seen
    from lake.loads
    where load_id <= getvariable('load_id') and lake.local_time(started_at) >= getvariable('period_from')
    group by source
),

rejected as (
    select
        quarantine.source,
        count(*) as rejected
    from lake.quarantine as quarantine
    inner join lake.loads as loads on loads.load_id = quarantine.load_id
    where
        loads.load_id <= getvariable('load_id')
        and lake.local_time(loads.started_at) >= getvariable('period_from')
        and (quarantine.replayed_load is null or quarantine.replayed_load > getvariable('load_id'))
    group by quarantine.source
),

records as (
    select
        source,
        count(*) filter (where month = getvariable('period_from')) as records_now,
        count(*) filter (where month = getvariable('previous_from')) as records_previous,
        count(*) filter (where month = getvariable('last_year_from')) as records_last_year
    from report_receptions
    group by source
)

select
    named.source,
    fresh.last_complete,
    fresh.working_days_since,
    coalesce(fresh.is_stale, true) as is_stale,
    coalesce(records_now, 0) as records_now,
    coalesce(records_previous, 0) as records_previous,
    coalesce(records_last_year, 0) as records_last_year,
    coalesce(rows_seen, 0) as rows_seen,
    coalesce(rejected, 0) as rejected
from named
left join fresh on fresh.source = named.source
left join pulls on pulls.source = named.source
left join rejected on rejected.source = named.source
left join records on records.source = named.source
order by named.source;
