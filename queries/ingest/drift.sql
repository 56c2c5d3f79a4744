-- ingest: drift
-- Counts unknown properties, values and topics of the batch in temp table `drifted` with the load's own.
-- Parameters: load_id, source, entity.
create or replace temp table drift_sums as
select kind, name, value, cast(sum(seen) as bigint) as seen
from (
    select kind, name, value, seen from drifted
    union all
    select kind, name, value, seen
    from lake.drift
    where load_id = getvariable('load_id')
) as both_sides
group by kind, name, value;

delete from lake.drift where load_id = getvariable('load_id');

insert into lake.drift by name
select
    getvariable('load_id') as load_id,
    getvariable('source') as source,
    getvariable('entity') as entity,
    *
from drift_sums;
