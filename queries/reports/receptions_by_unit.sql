-- id: receptions_by_unit
-- title: Receptions by unit: the period, the month before, the same month last year
-- grain: one row a unit that has records in one of the three months
-- columns: unit, and the counts of the three months; agencies and the ministry are their sums
-- Needs `history`. Registered in the subsystem is what was not kept on paper (check R2); a record without the mark is in neither count.

with slices as (
    select
        unit,
        is_no_show,
        level,
        registration,
        case month
            when getvariable('period_from') then 'now'
            when getvariable('previous_from') then 'previous'
            when getvariable('last_year_from') then 'last_year'
        end as slice
    from report_receptions
    where month in (getvariable('period_from'), getvariable('previous_from'), getvariable('last_year_from'))
)

select
    unit,
    count(*) filter (where slice = 'now') as records,
    count(*) filter (where slice = 'now' and not is_no_show) as receptions,
    count(*) filter (where slice = 'now' and is_no_show) as no_shows,
    count(*) filter (where slice = 'now' and not is_no_show and level = 'leadership') as by_leaders,
    count(*) filter (where slice = 'now' and not is_no_show and level is not null) as with_level,
    count(registration) filter (where slice = 'now') as with_registration,
    count(*) filter (where slice = 'now' and registration <> 'paper') as in_subsystem,
    count(*) filter (where slice = 'now' and registration = 'paper') as on_paper,
    count(*) filter (where slice = 'now' and registration = 'late') as entered_late,
    count(*) filter (where slice = 'previous' and not is_no_show) as receptions_previous,
    count(registration) filter (where slice = 'previous') as with_registration_previous,
    count(*) filter (where slice = 'previous' and registration <> 'paper') as in_subsystem_previous,
    count(*) filter (where slice = 'last_year' and not is_no_show) as receptions_last_year
from slices
group by unit
order by unit;
