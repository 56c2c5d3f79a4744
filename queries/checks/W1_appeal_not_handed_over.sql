-- id: W1
-- title.az: Təhvil verilməmiş yazılı müraciət
-- title.en: Appeal not handed over
-- clause: Əsasnamə 6.1.5
-- why.az: Qəbulda təqdim edilmiş yazılı müraciət növbəti iş günü sənəd dövriyyəsinə təhvil verilmədikdə onun baxılma
--   müddəti itirilir.
-- why.en: A written appeal that is not handed over by the next working day loses its term before it is registered.
-- do.az: Yazılı müraciətlərin qəbuldan sonrakı iş gününədək sənəd dövriyyəsinə təhvil verilməsi təklif olunur
--   (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that written appeals be handed over by the working day after the reception (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: yazılı müraciət təqdim edilmiş qəbullar
-- population.en: receptions with a written appeal
-- threshold: tolerance = 0
-- needs: receptions.outcome, receptions.appeal_handed_at
-- cure: rows
--
-- Until 24:00 of the next working day of the unit's own week. Before that moment one that is not handed over yet is no
-- violation.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
where outcome = 'written_appeal'
group by unit_code;

-- section: violations
with due as (
    select
        receptions.*,
        lake.local_time(receptions.appeal_handed_at) as handed_local,
        cast(following.day + 1 as timestamp) as hand_over_by
    from period_receptions as receptions
    inner join lake.calendar_days as today on today.week = receptions.week and today.day = receptions.day
    inner join lake.calendar_days as following
        on following.week = receptions.week and following.is_working and following.ordinal = today.ordinal + 1
    where receptions.outcome = 'written_appeal'
)

select
    unit_code as unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    json_object(
        'day', day,
        'hand_over_by', strftime(hand_over_by, '%Y-%m-%d %H:%M:%S'),
        'handed_over', strftime(handed_local, '%Y-%m-%d %H:%M:%S')
    ) as evidence
from due
where coalesce(handed_local, lake.local_time(getvariable('as_of'))) > hand_over_by;
