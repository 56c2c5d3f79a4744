-- id: coverage
-- title: Which of the columns that the report needs each source offers, and since when it has records
-- grain: one row a (source, entity, column) that is offered; column '*' = the entity
-- columns: source, entity, column_name, time_precision

select
    source,
    entity,
    column_name,
    time_precision
from provides
order by source, entity, column_name;
