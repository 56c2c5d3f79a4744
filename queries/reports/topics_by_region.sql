-- id: topics_by_region
-- title: The largest topic of each district of residence, small groups suppressed
-- grain: one row a (district of the citizen, topic) that may be published
-- columns: region, topic, receptions, rank (1 = the largest of the district), suppressed (cells of the district left out)
-- A cell of fewer people than `small_cell` is never given out. Where only one cell of a district would be left out, the
-- next smallest is left out too, so that it cannot be got by subtraction from the district's total.

with cells as (
    select
        citizen_region as region,
        split_part(topic, '.', 1) as topic,
        count(*) as receptions
    from period_receptions
    where not is_no_show and citizen_region is not null and topic is not null
    group by all
),

ordered as (
    select
        *,
        row_number() over (partition by region order by receptions, topic) as from_smallest,
        row_number() over (partition by region order by receptions desc, topic) as rank,
        count(*) filter (where receptions < getvariable('small_cell')) over (partition by region) as small_cells
    from cells
),

marked as (
    select
        *,
        receptions < getvariable('small_cell') or (small_cells = 1 and from_smallest = 2) as is_suppressed
    from ordered
)

select
    region,
    topic,
    receptions,
    rank,
    cast(count(*) filter (where is_suppressed) over (partition by region) as bigint) as suppressed
from marked
qualify not is_suppressed
order by region, rank;
