-- id: feed_fresh
-- title.az: Məlumatların aktuallığı
-- title.en: Feed fresh
-- kind: duty
-- needs: receptions
--
-- Entities of the source that had come in whole lately enough at the as-of, and in the number that the source claims, ÷
-- entities that were ever pulled (check Q3); the agency's row answers for its source.

with newest as (
    select
        source,
        entity,
        arg_max(claimed, (load_id, asked_at)) as claimed,
        arg_max(held, (load_id, asked_at)) as held
    from lake.source_counts
    where load_id <= getvariable('load_id')
    group by source, entity
),

allowed as (
    select unit, value as rows_off
    from thresholds
    where check_id = 'Q3' and name = 'rows'
)

select
    source_rows.unit,
    count(*) filter (
        where not freshness.is_stale
        and not coalesce(abs(newest.claimed - newest.held) > coalesce(allowed.rows_off, 0), false)
    ) as numerator,
    count(*) as denominator
from source_freshness as freshness
inner join source_rows on source_rows.source = freshness.source
left join newest on newest.source = freshness.source and newest.entity = freshness.entity
left join allowed on allowed.unit = source_rows.unit
where freshness.loads > 0
group by source_rows.unit;
