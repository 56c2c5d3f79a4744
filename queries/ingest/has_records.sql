-- ingest: has_records
-- Whether anything of a source's entity is held, and whether rows of it wait in quarantine.
-- Parameters: source, entity. Placeholder {table}.
select
    exists(select 1 from lake.{table} where source = getvariable('source')) as has_records,
    exists(
        select 1
        from lake.quarantine
        where source = getvariable('source') and entity = getvariable('entity') and replayed_load is null
    ) as has_rejected;
