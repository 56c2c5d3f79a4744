-- ingest: withdraw_columns
-- Parameters: source, entity.
delete from lake.source_columns
where source = getvariable('source') and entity = getvariable('entity') and declared;
