-- mart: assignments
-- grain: one row an assignment as it stood at the as-of
-- columns: source, id, unit_code, reception_id, executor_unit, issued_by, issued_on, due_on, term, status, completed_on,
--     has_result, result_redactions, replied_on, extensions (those granted by then), charged_unit (executor, without one
--     the issuer's unit), issuer_unit, week (of the charged unit), issuer_week, due_in_force (the last extension, else
--     due_on), due_effective (moved to the next working day), extension_count, is_done, is_open, is_overdue, is_late,
--     done_in_time (null without a due date)
-- What is dated after the as-of has not happened: an assignment completed later is open, later extensions and replies
-- do not count, one issued later is absent. A date equal to the as-of's day has happened.

create or replace temp table assignments as
with held as (
    select
        source,
        id,
        unit_code,
        reception_id,
        executor_unit,
        issued_by,
        issued_on,
        due_on,
        term,
        if(status = 'done' and completed_on > getvariable('as_of_day'), 'open', status) as status,
        if(completed_on > getvariable('as_of_day'), null, completed_on) as completed_on,
        nullif(trim(result), '') is not null as has_result,
        result_redactions,
        if(replied_on > getvariable('as_of_day'), null, replied_on) as replied_on,
        list_filter(
            coalesce(extensions, []), lambda extension: extension.extended_on <= getvariable('as_of_day')
        ) as extensions
    from lake.assignments
    where
        load_from <= getvariable('load_id')
        and (load_to is null or load_to > getvariable('load_id'))
        and not deleted
        and coalesce(issued_on <= getvariable('as_of_day'), true)
),

charged as (
    select
        held.*,
        coalesce(held.executor_unit, held.unit_code) as charged_unit,
        held.unit_code as issuer_unit,
        coalesce(executor.week, '5') as week,
        coalesce(issuer.week, '5') as issuer_week,
        coalesce(held.extensions[-1]."to", held.due_on) as due_in_force,
        len(held.extensions) as extension_count,
        coalesce(held.status = 'done', false) as is_done,
        coalesce(held.status = 'open', false) as is_open
    from held
    left join lake.units as executor on executor.code = coalesce(held.executor_unit, held.unit_code)
    left join lake.units as issuer on issuer.code = held.unit_code
),

due as (
    select
        charged.*,
        coalesce(calendar.next_working, charged.due_in_force) as due_effective
    from charged
    left join lake.calendar_days as calendar
        on calendar.day = charged.due_in_force and calendar.week = charged.week
)

select
    *,
    coalesce(is_open and due_effective < getvariable('as_of_day'), false) as is_overdue,
    coalesce(is_done and completed_on > due_effective, false) as is_late,
    is_done and completed_on <= due_effective as done_in_time
from due;
