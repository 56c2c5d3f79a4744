-- mart: provides
-- grain: one row a (source, entity, column) that the source offers; column '*' is the entity itself
-- columns: source, entity, column_name, time_precision (instant | date)
-- Where a source (or its adapter) declares what it fills, that is what it offers; else whatever was ever seen non-null.
-- The contract's `fin` and `citizen_key` both make the column `citizen`. A column that is dates once is dates.

create or replace temp table provides as
with declarations as (
    select
        *,
        bool_or(declared and column_name <> '*') over (partition by source, entity) as is_declared
    from lake.source_columns
),

offered as (
    select
        source,
        entity,
        column_name,
        time_precision
    from declarations
    where declared or not is_declared
)

select
    source,
    entity,
    column_name,
    min(time_precision) as time_precision
from (
    from offered
    union all
    select
        source,
        entity,
        'citizen' as column_name,
        'instant' as time_precision
    from offered
    where entity = 'receptions' and column_name in ('fin', 'citizen_key')
    union all
    select
        source,
        entity,
        '*' as column_name,
        'instant' as time_precision
    from offered
) as all_offered
group by source, entity, column_name;
