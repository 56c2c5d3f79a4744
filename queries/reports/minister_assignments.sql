-- id: minister_assignments
-- title: Assignments of the minister: given or due in the period, or still open
-- grain: one row an assignment
-- columns: source, id, unit (executor), issued_on, due_on (in force, moved to a working day), completed_on, status,
--     is_overdue, is_late

with minister as (
    select source, id
    from officials
    where
        level = 'leadership'
        and lower(trim(post)) in ('nazir', 'minister')
        and unit_code in (select code from lake.units where kind in ('ministry', 'apparatus'))
)

select
    assignments.source,
    assignments.id,
    assignments.charged_unit as unit,
    assignments.issued_on,
    assignments.due_effective as due_on,
    assignments.completed_on,
    assignments.status,
    coalesce(assignments.is_overdue, false) as is_overdue,
    coalesce(assignments.is_late, false) as is_late
from assignments
inner join minister on minister.source = assignments.source and minister.id = assignments.issued_by
where
    assignments.issued_on between getvariable('period_from') and getvariable('period_to')
    or assignments.due_effective between getvariable('period_from') and getvariable('period_to')
    or assignments.is_open
order by assignments.is_overdue desc, assignments.due_effective, assignments.source, assignments.id;
