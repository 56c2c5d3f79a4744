-- ingest: provide_columns
-- Notes once each that a source offers columns. Parameters: source, entity, declared, column_names, time_precisions.
with offered as (
    select
        unnest(getvariable('column_names')) as column_name,
        unnest(getvariable('time_precisions')) as time_precision
),

known as (
    select column_name
    from lake.source_columns
    where
        source = getvariable('source')
        and entity = getvariable('entity')
        and declared = getvariable('declared')
)

insert into lake.source_columns by name
select
    getvariable('source') as source,
    getvariable('entity') as entity,
    offered.column_name as column_name,
    getvariable('declared') as declared,
    offered.time_precision as time_precision
from offered
anti join known on known.column_name = offered.column_name;
