-- id: officials
-- title: Leading and responsible officials: schedule kept, receptions held, execution of the assignments they gave
-- grain: one row an official of level leadership or official who had an appointment, a reception or an assignment due
-- columns: source, id, unit, name, post, level, planned, expected, held, cancelled, moved, waiting (still planned after its day),
--     without_reason (not held and no reason given), received, no_shows, explained, resolved, assigned, appeals, referred,
--     no_grounds, issued, due, in_time, overdue
-- Expected = its day is over and it was not moved for a stated reason: the new day has a row of its own.

with schedule as (
    select
        source,
        official_id,
        count(*) as planned,
        count(*) filter (
            where date < getvariable('as_of_day') and not (status = 'moved' and reason is not null)
        ) as expected,
        count(*) filter (where status = 'held') as held,
        count(*) filter (where status = 'cancelled') as cancelled,
        count(*) filter (where status = 'moved') as moved,
        count(*) filter (where status = 'planned' and date < getvariable('as_of_day')) as waiting,
        count(*) filter (
            where reason is null
            and (status in ('cancelled', 'moved') or (status = 'planned' and date < getvariable('as_of_day')))
        ) as without_reason
    from appointments
    where date between getvariable('period_from') and getvariable('period_to')
    group by source, official_id
),

received as (
    select
        source,
        official_id,
        count(*) filter (where not is_no_show) as received,
        count(*) filter (where is_no_show) as no_shows,
        count(*) filter (where outcome = 'explained') as explained,
        count(*) filter (where outcome = 'resolved') as resolved,
        count(*) filter (where outcome = 'assigned') as assigned,
        count(*) filter (where outcome = 'written_appeal') as appeals,
        count(*) filter (where outcome = 'referred') as referred,
        count(*) filter (where outcome = 'no_grounds') as no_grounds
    from period_receptions
    where official_id is not null
    group by source, official_id
),

executed as (
    select
        source,
        issued_by as official_id,
        count(*) filter (where issued_on between getvariable('period_from') and getvariable('period_to')) as issued,
        count(*) filter (
            where status <> 'cancelled' and due_effective between getvariable('period_from') and getvariable('period_to')
            and (is_done or due_effective < getvariable('as_of_day'))
        ) as due,
        count(*) filter (
            where done_in_time and due_effective between getvariable('period_from') and getvariable('period_to')
        ) as in_time,
        count(*) filter (where is_overdue) as overdue
    from assignments
    where issued_by is not null
    group by source, issued_by
)

select
    officials.source,
    officials.id,
    officials.unit_code as unit,
    officials.full_name as name,
    officials.post,
    officials.level,
    coalesce(planned, 0) as planned,
    coalesce(expected, 0) as expected,
    coalesce(held, 0) as held,
    coalesce(cancelled, 0) as cancelled,
    coalesce(moved, 0) as moved,
    coalesce(waiting, 0) as waiting,
    coalesce(without_reason, 0) as without_reason,
    coalesce(received, 0) as received,
    coalesce(no_shows, 0) as no_shows,
    coalesce(explained, 0) as explained,
    coalesce(resolved, 0) as resolved,
    coalesce(assigned, 0) as assigned,
    coalesce(appeals, 0) as appeals,
    coalesce(referred, 0) as referred,
    coalesce(no_grounds, 0) as no_grounds,
    coalesce(issued, 0) as issued,
    coalesce(due, 0) as due,
    coalesce(in_time, 0) as in_time,
    coalesce(overdue, 0) as overdue
from officials
left join schedule on schedule.source = officials.source and schedule.official_id = officials.id
left join received on received.source = officials.source and received.official_id = officials.id
left join executed on executed.source = officials.source and executed.official_id = officials.id
where
    officials.level in ('leadership', 'official')
    and coalesce(planned, received, issued, due, overdue) is not null
    and (planned > 0 or received > 0 or issued > 0 or due > 0 or overdue > 0)
order by officials.source, officials.id;
