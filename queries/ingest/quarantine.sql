-- ingest: quarantine
-- Keeps the rejected rows of temp table `rejected`; the same text seen again only moves `last_seen`.
-- Parameters: load_id, source, entity, now.
update lake.quarantine
set last_seen = getvariable('now')
where
    source = getvariable('source')
    and entity = getvariable('entity')
    and raw_hash in (select raw_hash from rejected);

insert into lake.quarantine by name
select distinct on (raw_hash)
    getvariable('load_id') as load_id,
    getvariable('source') as source,
    getvariable('entity') as entity,
    record_id,
    field,
    reason,
    detail,
    raw,
    raw_hash,
    getvariable('now') as first_seen,
    getvariable('now') as last_seen,
    cast(null as bigint) as replayed_load
from rejected
where raw_hash not in (
    select raw_hash
    from lake.quarantine
    where source = getvariable('source') and entity = getvariable('entity')
);
