-- id: receptions_by_code
-- title: Receptions by mode, level, outcome and kind, with the month before and the same month last year
-- grain: one row a (dimension, code); code null = the field is empty
-- columns: dimension (mode | level | outcome | kind), code, now, previous, last_year
-- Needs `history`. No-shows are counted only under outcome: nobody was received in the other three.

with slices as (
    select
        mode,
        level,
        outcome,
        kind,
        is_no_show,
        case month
            when getvariable('period_from') then 'now'
            when getvariable('previous_from') then 'previous'
            when getvariable('last_year_from') then 'last_year'
        end as slice
    from report_receptions
    where month in (getvariable('period_from'), getvariable('previous_from'), getvariable('last_year_from'))
),

counted as (
    select
        case
            when grouping(mode) = 0 then 'mode'
            when grouping(level) = 0 then 'level'
            when grouping(kind) = 0 then 'kind'
            else 'outcome'
        end as dimension,
        case
            when grouping(mode) = 0 then mode
            when grouping(level) = 0 then level
            when grouping(kind) = 0 then kind
            else outcome
        end as code,
        is_no_show,
        slice,
        count(*) as records
    from slices
    group by grouping sets (
        (mode, is_no_show, slice), (level, is_no_show, slice), (kind, is_no_show, slice), (outcome, is_no_show, slice)
    )
)

select
    dimension,
    code,
    cast(coalesce(sum(records) filter (where slice = 'now'), 0) as bigint) as now,
    cast(coalesce(sum(records) filter (where slice = 'previous'), 0) as bigint) as previous,
    cast(coalesce(sum(records) filter (where slice = 'last_year'), 0) as bigint) as last_year
from counted
where dimension = 'outcome' or not is_no_show
group by dimension, code
order by dimension, now desc, code;
