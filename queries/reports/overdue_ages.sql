-- id: overdue_ages
-- title: Overdue assignments by how long they have been overdue, in working days of the executor's week
-- grain: one row an age group that has assignments
-- columns: from_days, to_days (null = and more), assignments

with overdue as (
    select today.ordinal - due.ordinal as working_days
    from assignments
    inner join lake.calendar_days as due on due.day = due_effective and due.week = assignments.week
    inner join lake.calendar_days as today on today.day = getvariable('as_of_day') and today.week = assignments.week
    where is_overdue
),

groups(from_days, to_days) as (
    values (0, 5), (6, 10), (11, 20), (21, 60), (61, null)
)

select
    from_days,
    to_days,
    count(*) as assignments
from groups
inner join overdue on working_days >= from_days and working_days <= coalesce(to_days, working_days)
group by from_days, to_days
order by from_days;
