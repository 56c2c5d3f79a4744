-- mart: provides
-- grain: one row a (source, entity, column) that the source offers; column '*' is the entity itself
-- columns: source, entity, column_name, time_precision (instant | date)
-- The contract's `fin` and `citizen_key` both make the column `citizen`. A column that is dates once is dates.

create or replace temp table provides as
with offered as (
    select
        source,
        entity,
        column_name,
        time_precision
    from lake.source_columns
    union all
    select
        source,
        entity,
        'citizen' as column_name,
        'instant' as time_precision
    from lake.source_columns
    where entity = 'receptions' and column_name in ('fin', 'citizen_key')
    union all
    select
        source,
        entity,
        '*' as column_name,
        'instant' as time_precision
    from lake.source_columns
)

select
    source,
    entity,
    column_name,
    min(time_precision) as time_precision
from offered
group by source, entity, column_name;
