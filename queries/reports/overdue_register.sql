-- id: overdue_register
-- title: Register of overdue assignments, the longest overdue first
-- grain: one row an overdue assignment, at most `register_rows`
-- columns: source, id, unit (executor), issued_on, due_on (in force, moved to a working day), working_days overdue,
--     extensions, total (all overdue assignments, also those beyond `register_rows`)

select
    assignments.source,
    assignments.id,
    charged_unit as unit,
    assignments.issued_on,
    due_effective as due_on,
    today.ordinal - due.ordinal as working_days,
    cast(extension_count as bigint) as extensions,
    count(*) over () as total
from assignments
left join lake.calendar_days as due on due.day = due_effective and due.week = assignments.week
left join lake.calendar_days as today on today.day = getvariable('as_of_day') and today.week = assignments.week
where is_overdue
order by due_effective, assignments.source, assignments.id
limit getvariable('register_rows');
