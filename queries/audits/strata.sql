-- audit: strata
-- grain: one row a (entity, outcome or status, official)
select
    entity,
    outcome,
    if(official_id is null, null, source) as official_source,
    official_id,
    count(*) as population,
    count(*) filter (where checks <> '') as flagged
from audit_records
group by all
order by all;
