-- id: done_in_time
-- title.az: Vaxtında icra olunan tapşırıqlar (yenidən açılanlar çıxılmaqla)
-- title.en: Done in time, net of reopened
-- kind: share
-- needs: assignments.due_on, assignments.completed_on
--
-- Assignments done by the due date in force ÷ those due. No credit where the assignment was opened again after it had been
-- done, or where the citizen came back with the same topic within the days of check C3 (30).

with due as (
    select
        assignments.source,
        assignments.id,
        assignments.reception_id,
        assignments.charged_unit,
        assignments.completed_on,
        coalesce(assignments.done_in_time, false) as done_in_time
    from assignments
    inner join spans
        on
            assignments.due_effective between spans.span_from and spans.span_to
            and (assignments.is_done or assignments.due_effective < spans.as_of_day)
    where assignments.status <> 'cancelled'
),

-- Every version of a row is kept: done once, open later.
reopened as (
    select distinct
        earlier.source,
        earlier.id
    from lake.assignments as earlier
    inner join lake.assignments as later
        on
            later.source = earlier.source
            and later.id = earlier.id
            and later.load_from > earlier.load_from
            and later.load_from <= getvariable('load_id')
            and later.status = 'open'
            and not later.deleted
    where
        earlier.load_to is not null
        and earlier.status = 'done'
        and not earlier.deleted
),

matters as (
    select
        due.source,
        due.id,
        due.completed_on,
        cast(coalesce(thresholds.value, 30) as integer) as days,
        receptions.citizen,
        receptions.topic
    from due
    inner join receptions on receptions.source = due.source and receptions.id = due.reception_id
    left join thresholds
        on thresholds.unit = due.charged_unit and thresholds.check_id = 'C3' and thresholds.name = 'days'
    where due.done_in_time and receptions.citizen is not null and receptions.topic is not null
),

come_back as (
    select distinct
        matters.source,
        matters.id
    from matters
    inner join receptions as again
        on
            again.citizen = matters.citizen
            and again.topic = matters.topic
            and again.day > matters.completed_on
            and again.day <= matters.completed_on + matters.days
    where not again.is_no_show
)

select
    due.charged_unit as unit,
    count(*) filter (where due.done_in_time and reopened.id is null and come_back.id is null) as numerator,
    count(*) as denominator
from due
left join reopened on reopened.source = due.source and reopened.id = due.id
left join come_back on come_back.source = due.source and come_back.id = due.id
group by due.charged_unit;
