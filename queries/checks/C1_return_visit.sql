-- id: C1
-- title.az: Təkrar gəliş
-- title.en: Return visit
-- clause: Əsasnamə 3.1.5, 6.1.6
-- why.az: İzahat verilmiş və ya məsələsi həll edilmiş vətəndaşın eyni mövzu ilə yenidən gəlməsi cavabın onu qane etmədiyini
--   və ya məsələnin əslində həll olunmadığını göstərir.
-- why.en: A citizen who comes back with the same topic after an explanation or a solution had no real answer.
-- do.az: Təkrar gəlişlərə səbəb olan hallar üzrə izahatların və həll qaydasının təkmilləşdirilməsi təklif olunur
--   (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that explanations and the handling of the topics that bring citizens back be improved
--   (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövrün sonunadək 90 gün ərzində cavablandırılmış qəbullar
-- population.en: answered receptions of the 90 days to the period's end
-- threshold: tolerance = 0.08
-- threshold: days = 90
-- threshold: exempt_topics = [employment, unemployment, selfemployment, training]
-- needs: receptions.citizen, receptions.topic, receptions.outcome
-- cure: next
--
-- One violation an answered reception, by its first return; charged to the unit that answered, in the period of the
-- return. The same day in the same unit is one visit. Returns whose answered reception lies before the window are
-- listed, but are no part of the share. Topics are exempt with their sub-topics.

-- section: prepare
create or replace temp table returns as
with answered as (
    select
        visits.*,
        limits.days
    from visits
    inner join limits on limits.unit = visits.unit_code
    where
        visits.is_answer
        and not list_contains(limits.exempt_topics, visits.topic)
        and not list_contains(limits.exempt_topics, split_part(visits.topic, '.', 1))
        and visits.day >= getvariable('period_from') - cast(limits.days as integer)
)

select
    answered.source,
    answered.id,
    answered.unit_code,
    answered.topic,
    answered.outcome,
    answered.day,
    answered.days,
    arg_min(again.id, (again.day, again.at, again.id)) as return_id,
    arg_min(again.unit_code, (again.day, again.at, again.id)) as return_unit,
    min(again.day) as return_day
from answered
inner join visits as again
    on
        again.citizen = answered.citizen
        and again.topic = answered.topic
        and again.day <= answered.day + cast(answered.days as integer)
        and (
            again.day > answered.day
            or (again.day = answered.day and again.at > answered.at and again.unit_code <> answered.unit_code)
        )
group by all
having min(again.day) between getvariable('period_from') and getvariable('period_to');

-- section: population
select
    receptions.unit_code as unit,
    count(*) as population
from receptions
inner join limits on limits.unit = receptions.unit_code
where
    receptions.outcome in ('explained', 'resolved')
    and not coalesce(list_contains(limits.exempt_topics, receptions.topic), false)
    and not coalesce(list_contains(limits.exempt_topics, split_part(receptions.topic, '.', 1)), false)
    and receptions.day > getvariable('period_to') - cast(limits.days as integer)
    and receptions.day <= getvariable('period_to')
    and coalesce(receptions.started_at, receptions.registered_at)
    >= cast(getvariable('period_to') as timestamp) - to_days(cast(limits.days as integer) + 1)
group by receptions.unit_code;

-- section: violations
select
    unit_code as unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    date_diff('day', day, return_day) as measured,
    days as threshold,
    json_object(
        'receptions', [id, return_id],
        'topic', topic,
        'outcome', outcome,
        'answered', day,
        'returned', return_day,
        'return_unit', return_unit
    ) as evidence,
    day > getvariable('period_to') - cast(days as integer) as is_counted
from returns;
