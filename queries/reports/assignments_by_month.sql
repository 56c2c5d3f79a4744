-- id: assignments_by_month
-- title: Assignments of the ministry by month: issued, done, due and done in time
-- grain: one row a month
-- columns: month, issued, done, due, in_time, late, not_done
-- Due = the due date in force, moved to a working day, lies in the month and is over, or the assignment is done; cancelled
-- ones are left out. In time, late and not done add up to due.

with events as (
    select
        issued_on as day,
        1 as issued, 0 as done, 0 as due, 0 as in_time, 0 as late
    from assignments
    where issued_on between getvariable('history_from') and getvariable('period_to')
    union all
    select
        completed_on,
        0, 1, 0, 0, 0
    from assignments
    where is_done and completed_on between getvariable('history_from') and getvariable('period_to')
    union all
    select
        due_effective,
        0, 0, 1, cast(coalesce(done_in_time, false) as integer), cast(coalesce(is_late, false) as integer)
    from assignments
    where
        status <> 'cancelled'
        and due_effective between getvariable('history_from') and getvariable('period_to')
        and (is_done or due_effective < getvariable('as_of_day'))
)

select
    cast(date_trunc('month', day) as date) as month,
    cast(sum(issued) as bigint) as issued,
    cast(sum(done) as bigint) as done,
    cast(sum(due) as bigint) as due,
    cast(sum(in_time) as bigint) as in_time,
    cast(sum(late) as bigint) as late,
    cast(sum(due) - sum(in_time) - sum(late) as bigint) as not_done
from events
group by month
order by month;
