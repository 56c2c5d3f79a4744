-- id: S4
-- title.az: Cədvəldən kənar rəhbər qəbulu
-- title.en: Off schedule
-- clause: Əsasnamə 3.1.4, 6.2.2, 6.3.6
-- why.az: Rəhbərin cədvəldə olmayan gündə qəbul keçirməsi vətəndaşların qəbul gününü qabaqcadan bilməsinə imkan vermir.
-- why.en: Where leaders receive on days that no schedule announces citizens cannot know when to come.
-- do.az: Rəhbər qəbullarının təsdiq edilmiş cədvəl üzrə keçirilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that leaders receive on the days of the approved schedule (charter, 6.3.7).
-- severity: low
-- unit_of_measure: fraction
-- population.az: rəhbər vəzifəli şəxslərin qəbulları
-- population.en: receptions by leadership
-- threshold: tolerance = 0.1
-- needs: receptions.official_id, receptions.level, appointments
-- cure: next
--
-- Mobile receptions are exempt. A reception without its official cannot be laid against the schedule (R5 lists it).

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
where level = 'leadership'
group by unit_code;

-- section: violations
with scheduled as (
    select distinct
        source,
        official_id,
        date
    from appointments
    where status in ('planned', 'held')
)

select
    receptions.unit_code as unit,
    'reception' as subject_kind,
    receptions.id as subject_id,
    receptions.source,
    json_object('day', receptions.day, 'official', receptions.official_id, 'mode', receptions.mode) as evidence
from period_receptions as receptions
anti join scheduled
    on
        scheduled.source = receptions.source
        and scheduled.official_id = receptions.official_id
        and scheduled.date = receptions.day
where
    receptions.level = 'leadership'
    and receptions.mode is distinct from 'mobile'
    and receptions.official_id is not null;
