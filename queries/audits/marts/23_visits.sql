-- mart: visits, of a monitoring
-- grain: one row a visit of a citizen whose matter concerns the units in scope
-- columns: those of `queries/marts/23_visits.sql`
-- A matter (citizen and topic) concerns a unit where it was heard there in the 545 days, or where an assignment from it
-- was executed there. All of its visits are held, wherever: a return to another unit is charged to the one that answered.

create or replace temp table visits as
with reach as (
    select *
    from receptions
    where
        not is_no_show
        and citizen is not null
        and topic is not null
        and coalesce(started_at, registered_at) >= cast(getvariable('period_from') as timestamp) - interval 546 days
        and coalesce(started_at, registered_at) < cast(getvariable('period_to') as timestamp) + interval 2 days
        and day between getvariable('period_from') - 545 and getvariable('period_to')
),

executed as (
    select distinct
        source,
        reception_id
    from lake.assignments
    where
        list_contains(getvariable('audit_units'), coalesce(executor_unit, unit_code))
        and load_from <= getvariable('load_id')
        and (load_to is null or load_to > getvariable('load_id'))
        and not deleted
),

matters as (
    select
        citizen,
        topic
    from reach
    where list_contains(getvariable('audit_units'), unit_code)
    union
    select
        reach.citizen,
        reach.topic
    from reach
    semi join executed on executed.source = reach.source and executed.reception_id = reach.id
)

select
    reach.source,
    reach.id,
    reach.citizen,
    reach.topic,
    reach.unit_code,
    reach.day,
    coalesce(reach.started_at, reach.registered_at) as at,
    reach.outcome,
    reach.outcome in ('explained', 'resolved') as is_answer
from reach
semi join matters on matters.citizen = reach.citizen and matters.topic = reach.topic;
