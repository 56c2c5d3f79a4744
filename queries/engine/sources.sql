-- engine: sources
-- The sources of the units judged, each with the entities whose feed is stale.
select
    units.source,
    coalesce(
        list(distinct freshness.entity order by freshness.entity) filter (where freshness.is_stale), []
    ) as stale
from units
left join source_freshness as freshness on freshness.source = units.source
group by units.source
order by units.source;
