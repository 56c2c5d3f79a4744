-- ingest: waiting
-- Rows in quarantine that no load has taken. Parameters: source, entity (null for all).
select
    quarantine.load_id,
    quarantine.source,
    quarantine.entity,
    quarantine.record_id,
    quarantine.field,
    quarantine.reason,
    quarantine.detail,
    quarantine.raw,
    quarantine.raw_hash,
    quarantine.first_seen,
    quarantine.last_seen,
    coalesce(loads.kind = 'file', false) as is_file
from lake.quarantine as quarantine
left join lake.loads as loads on loads.load_id = quarantine.load_id
where
    quarantine.replayed_load is null
    and (getvariable('source') is null or quarantine.source = getvariable('source'))
    and (getvariable('entity') is null or quarantine.entity = getvariable('entity'))
order by quarantine.source, quarantine.entity, quarantine.load_id, quarantine.raw_hash;
