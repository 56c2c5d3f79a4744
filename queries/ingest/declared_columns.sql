-- ingest: declared_columns
-- Parameters: source, entity.
select column_name, time_precision
from lake.source_columns
where source = getvariable('source') and entity = getvariable('entity') and declared
order by column_name, time_precision;
