-- ingest: settle
-- After a replay: rows that were taken are settled by its load, the others keep waiting with their present reason.
-- Parameters: load_id, source, entity. Rows in temp table `settled`.
update lake.quarantine
set replayed_load = getvariable('load_id')
where
    source = getvariable('source')
    and entity = getvariable('entity')
    and replayed_load is null
    and raw_hash in (select raw_hash from settled where is_taken);

update lake.quarantine
set
    field = settled.field,
    reason = settled.reason,
    detail = settled.detail
from settled
where
    quarantine.raw_hash = settled.raw_hash
    and quarantine.source = getvariable('source')
    and quarantine.entity = getvariable('entity')
    and quarantine.replayed_load is null
    and not settled.is_taken;
