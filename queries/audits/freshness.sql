-- audit: freshness
-- grain: one row a (source, entity) of the units in scope, with its last complete pull up to the frozen load
-- Variables: audit_units, load_id, as_of.
select
    loads.source,
    loads.entity,
    max(loads.started_at) filter (where loads.complete) as last_complete,
    cast(coalesce(arg_max(loads.rows_rejected, loads.load_id), 0) as bigint) as rejected
from lake.loads as loads
where
    loads.load_id <= getvariable('load_id')
    and loads.kind <> 'replay'
    and loads.source in (
        select source
        from lake.units
        where list_contains(getvariable('audit_units'), code)
    )
group by loads.source, loads.entity
order by loads.source, loads.entity;
