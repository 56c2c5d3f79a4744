-- ingest: resolve
-- A row in quarantine whose record has now come in right is settled by this load.
-- Parameters: load_id, source, entity.
update lake.quarantine
set replayed_load = getvariable('load_id')
where
    source = getvariable('source')
    and entity = getvariable('entity')
    and replayed_load is null
    and record_id in (select id from incoming);
