-- ingest: provide_column
-- Notes once that a source offers a column. Parameters: source, entity, column_name, declared, time_precision.
insert into lake.source_columns by name
select
    getvariable('source') as source,
    getvariable('entity') as entity,
    getvariable('column_name') as column_name,
    getvariable('declared') as declared,
    getvariable('time_precision') as time_precision
where not exists (
    select 1
    from lake.source_columns
    where
        source = getvariable('source')
        and entity = getvariable('entity')
        and column_name = getvariable('column_name')
        and declared = getvariable('declared')
);
