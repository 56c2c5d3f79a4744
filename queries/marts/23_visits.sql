-- mart: visits
-- grain: one row a visit of a citizen who came in the period with the same topic
-- columns: source, id, citizen, topic, unit_code, day, at (UTC), outcome, is_answer (explained or resolved)
-- The past of 545 days: the year of C4 and, before it, what a chain of C2 may have begun with. No-shows are no visits.

create or replace temp table visits as
with comers as (
    select distinct citizen, topic
    from period_receptions
    where citizen is not null and topic is not null and not is_no_show
)

select
    receptions.source,
    receptions.id,
    receptions.citizen,
    receptions.topic,
    receptions.unit_code,
    receptions.day,
    coalesce(receptions.started_at, receptions.registered_at) as at,
    receptions.outcome,
    receptions.outcome in ('explained', 'resolved') as is_answer
from receptions
semi join comers on comers.citizen = receptions.citizen and comers.topic = receptions.topic
where
    not receptions.is_no_show
    and coalesce(receptions.started_at, receptions.registered_at)
    >= cast(getvariable('period_from') as timestamp) - interval 546 days
    and coalesce(receptions.started_at, receptions.registered_at)
    < cast(getvariable('period_to') as timestamp) + interval 2 days
    and receptions.day between getvariable('period_from') - 545 and getvariable('period_to');
