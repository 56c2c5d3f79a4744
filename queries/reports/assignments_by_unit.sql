-- id: assignments_by_unit
-- title: Assignments by the unit that executes them (issued: by the unit that gave them)
-- grain: one row a unit
-- columns: unit, issued, done, due, in_time, late, not_done, open, overdue, due_previous, in_time_previous, due_last_year,
--     in_time_last_year
-- Due as in `assignments_by_month`. Agencies and the ministry are the sums of their units.

with judged as (
    select
        *,
        if(is_done or due_effective < getvariable('as_of_day'), due_effective, null) as due_day
    from assignments
    where status <> 'cancelled'
),

executed as (
    select
        charged_unit as unit,
        count(*) filter (
            where is_done and completed_on between getvariable('period_from') and getvariable('period_to')
        ) as done,
        count(*) filter (where due_day between getvariable('period_from') and getvariable('period_to')) as due,
        count(*) filter (
            where done_in_time and due_day between getvariable('period_from') and getvariable('period_to')
        ) as in_time,
        count(*) filter (
            where is_late and due_day between getvariable('period_from') and getvariable('period_to')
        ) as late,
        count(*) filter (where is_open) as open,
        count(*) filter (where is_overdue) as overdue,
        count(*) filter (
            where due_day between getvariable('previous_from') and getvariable('previous_to')
        ) as due_previous,
        count(*) filter (
            where done_in_time and due_day between getvariable('previous_from') and getvariable('previous_to')
        ) as in_time_previous,
        count(*) filter (
            where due_day between getvariable('last_year_from') and getvariable('last_year_to')
        ) as due_last_year,
        count(*) filter (
            where done_in_time and due_day between getvariable('last_year_from') and getvariable('last_year_to')
        ) as in_time_last_year
    from judged
    group by charged_unit
),

given as (
    select
        issuer_unit as unit,
        count(*) as issued
    from assignments
    where issued_on between getvariable('period_from') and getvariable('period_to')
    group by issuer_unit
)

select
    coalesce(executed.unit, given.unit) as unit,
    coalesce(issued, 0) as issued,
    coalesce(done, 0) as done,
    coalesce(due, 0) as due,
    coalesce(in_time, 0) as in_time,
    coalesce(late, 0) as late,
    coalesce(due - in_time - late, 0) as not_done,
    coalesce(open, 0) as open,
    coalesce(overdue, 0) as overdue,
    coalesce(due_previous, 0) as due_previous,
    coalesce(in_time_previous, 0) as in_time_previous,
    coalesce(due_last_year, 0) as due_last_year,
    coalesce(in_time_last_year, 0) as in_time_last_year
from executed
full join given on given.unit = executed.unit
where coalesce(executed.unit, given.unit) is not null
order by unit;
