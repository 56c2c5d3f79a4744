-- ingest: merge
-- Judges the batch whose keys are in temp table `incoming` by what lake.{table} holds, and ends the rows that it changes.
-- Parameters: load_id, source. Placeholder {table}: one of the five tables of records.
-- Leaves temp table `verdicts` (batch_position, id, verdict): new | changed | deleted | same | stale (an older version came again).
create or replace temp table verdicts as
with
    held as (
        select id, payload_hash, updated_at
        from lake.{table}
        where source = getvariable('source') and load_to is null
    )

select
    incoming.batch_position as batch_position,
    incoming.id as id,
    case
        when held.id is not null and held.payload_hash = incoming.payload_hash then 'same'
        when held.id is not null and held.updated_at > incoming.updated_at then 'stale'
        when incoming.deleted then 'deleted'
        when held.id is null then 'new'
        else 'changed'
    end as verdict
from incoming
left join held on held.id = incoming.id;

update lake.{table}
set load_to = getvariable('load_id')
where
    source = getvariable('source')
    and load_to is null
    and id in (select id from verdicts where verdict in ('changed', 'deleted'));
