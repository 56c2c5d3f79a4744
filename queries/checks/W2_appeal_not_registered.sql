-- id: W2
-- title.az: Qeydiyyata alınmamış yazılı müraciət
-- title.en: Appeal not registered
-- clause: Əsasnamə 6.1.5
-- why.az: Təhvil verilmiş, lakin “Sənəd Dövriyyəsi” altsistemində qeydiyyata alınmamış müraciətə qanunla baxılmır.
-- why.en: An appeal that was handed over and not registered is, before the law, not being considered.
-- do.az: Təhvil verilmiş müraciətlərin növbəti iş gününədək “Sənəd Dövriyyəsi” altsistemində qeydiyyata alınması təklif
--   olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that appeals handed over be registered by the next working day (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: təhvil verilmiş yazılı müraciətlər
-- population.en: written appeals handed over
-- threshold: tolerance = 0
-- needs: receptions.appeal_handed_at, receptions.appeal_registered_at
-- cure: rows
--
-- Until 24:00 of the next working day after the hand-over, week of the unit. It belongs to the period of the reception.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
where appeal_handed_at is not null
group by unit_code;

-- section: violations
-- The few hand-overs first: joined to the calendar as they stand, every reception would meet every day.
with handed_over as materialized (
    select
        receptions.*,
        lake.local_time(receptions.appeal_handed_at) as handed_local,
        lake.local_time(receptions.appeal_registered_at) as entered_local
    from period_receptions as receptions
    where receptions.appeal_handed_at is not null
),

limits as materialized (
    select handed.week, handed.day as handed_on, cast(following.day + 1 as timestamp) as register_by
    from lake.calendar_days as handed
    inner join lake.calendar_days as following
        on following.week = handed.week and following.is_working and following.ordinal = handed.ordinal + 1
),

due as (
    select handed_over.*, limits.register_by
    from handed_over
    inner join limits
        on limits.week = handed_over.week and limits.handed_on = cast(handed_over.handed_local as date)
)

select
    unit_code as unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    json_object(
        'day', day,
        'handed_over', strftime(handed_local, '%Y-%m-%d %H:%M:%S'),
        'register_by', strftime(register_by, '%Y-%m-%d %H:%M:%S'),
        'registered', strftime(entered_local, '%Y-%m-%d %H:%M:%S'),
        'number', appeal_number
    ) as evidence
from due
where coalesce(entered_local, lake.local_time(getvariable('as_of'))) > register_by;
