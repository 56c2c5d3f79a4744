-- ingest: held
-- How many records of an entity the lake accounts for: live ones, and rows in quarantine that were not settled.
-- Parameters: source, entity. Placeholder {table}.
select
    (
        select count(*)
        from lake.{table}
        where source = getvariable('source') and load_to is null and not deleted
    ) + (
        select count(distinct coalesce(record_id, raw_hash))
        from lake.quarantine
        where
            source = getvariable('source')
            and entity = getvariable('entity')
            and replayed_load is null
            and coalesce(record_id, '') not in (
                select id from lake.{table} where source = getvariable('source') and load_to is null
            )
    ) as held;
