-- id: C4
-- title.az: Dördüncü gəliş
-- title.en: Fourth time
-- clause: Əsasnamə 3.1.5, 6.1.6; “Vətəndaşların müraciətləri haqqında” Qanun, maddə 8.1.4
-- why.az: Bir il ərzində üç dəfə mahiyyəti üzrə cavab almış vətəndaşın yenə eyni məsələ ilə gəlməsi rəhbərliyin
--   diqqətinə çatdırılmalıdır.
-- why.en: A citizen who comes again after three answers within a year is a matter for leadership.
-- do.az: Göstərilən məsələlərin rəhbərlik səviyyəsində nəzərdən keçirilməsi təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that the matters listed be considered by leadership (charter, 6.3.7).
-- severity: low
-- unit_of_measure: fraction
-- population.az: dövr ərzində keçirilmiş qəbullar
-- population.en: receptions of the period
-- threshold: tolerance = 1
-- threshold: answers = 3
-- threshold: days = 365
-- needs: receptions.citizen, receptions.topic, receptions.outcome
-- cure: next
--
-- An answer is a reception explained or resolved, on its day, or one whose assignment was done, on the day of
-- completion; dates before the visit, at most 365 back. Listed, never failed.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
group by unit_code;

-- section: violations
with answered as (
    select
        visits.citizen,
        visits.topic,
        visits.id,
        min(if(visits.is_answer, visits.day, done.completed_on)) as day
    from visits
    left join assignments as done
        on done.source = visits.source and done.reception_id = visits.id and done.is_done
    where visits.is_answer or done.completed_on is not null
    group by visits.citizen, visits.topic, visits.source, visits.id
)

select
    visits.unit_code as unit,
    'reception' as subject_kind,
    visits.id as subject_id,
    visits.source,
    count(*) as measured,
    any_value(limits.answers) as threshold,
    json_object(
        'topic', visits.topic,
        'day', visits.day,
        'receptions', list_append(list(answered.id order by answered.day, answered.id), visits.id),
        'answered', list(answered.day order by answered.day, answered.id)
    ) as evidence
from visits
inner join limits on limits.unit = visits.unit_code
inner join answered
    on
        answered.citizen = visits.citizen
        and answered.topic = visits.topic
        and answered.id <> visits.id
        and answered.day < visits.day
        and answered.day >= visits.day - cast(limits.days as integer)
where visits.day between getvariable('period_from') and getvariable('period_to')
group by visits.unit_code, visits.id, visits.source, visits.topic, visits.day
having count(*) >= any_value(limits.answers);
