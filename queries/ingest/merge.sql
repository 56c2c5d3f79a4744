-- ingest: merge
-- Takes the batch in temp table `stage` into lake.{table}: a change ends the held row and adds a new one.
-- Parameters: load_id, source. Placeholder {table}: one of the five tables of records; {exclude}, {extensions}: how a list of structs is typed.
-- Leaves temp table `verdicts` (id, verdict): new | changed | deleted | same | stale (an older version came again).

-- The feed may name an id twice in one batch: the newest version counts, the last one of equal age.
create or replace temp table incoming as
select *
from stage
qualify row_number() over (partition by id order by updated_at desc, batch_position desc) = 1;

create or replace temp table verdicts as
with
    held as (
        select id, payload_hash, updated_at
        from lake.{table}
        where source = getvariable('source') and load_to is null
    )

select
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

insert into lake.{table} by name
select
    getvariable('source') as source,
    getvariable('load_id') as load_from,
    cast(null as bigint) as load_to,
    incoming.* exclude (batch_position{exclude}){extensions}
from incoming
inner join verdicts on verdicts.id = incoming.id
where verdicts.verdict in ('new', 'changed', 'deleted');
