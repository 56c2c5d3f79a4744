-- id: R8
-- title.az: İş vaxtından kənar qəbul
-- title.en: Outside working time
-- clause: Əsasnamə 2.1.2, 6.1.1, 6.3.1
-- why.az: Cədvəldə nəzərdə tutulmadan qeyri-iş günündə və ya iş vaxtından kənar yazılan qəbul çox vaxt sonradan tərtib
--   edilmiş qeyddir.
-- why.en: A reception written down for a day off or for the night without an appointment is mostly a record made up
--   later.
-- do.az: İş vaxtından kənar göstərilən qəbulların əsaslandırılması və qəbul cədvəlinə uyğunlaşdırılması təklif olunur
--   (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that receptions outside working time be explained and brought into the schedule (charter,
--   6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövr ərzində keçirilmiş qəbullar
-- population.en: receptions of the period
-- threshold: tolerance = 0
-- threshold: from_hour = 8
-- threshold: to_hour = 19
-- needs: receptions.started_at (instant), appointments
-- cure: next
--
-- Working days are those of the unit's own week. 19:00:00 is inside, later is not. An appointment of that official on
-- that day, planned or held, excuses the hour and the day off; mobile receptions are exempt.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
group by unit_code;

-- section: violations
with scheduled as (
    select distinct
        source,
        official_id,
        date
    from appointments
    where status in ('planned', 'held') and date between getvariable('period_from') and getvariable('period_to')
)

select
    receptions.unit_code as unit,
    'reception' as subject_kind,
    receptions.id as subject_id,
    receptions.source,
    json_object(
        'started', strftime(receptions.started_local, '%Y-%m-%d %H:%M:%S'),
        'working_day', calendar.is_working,
        'official', receptions.official_id,
        'level', receptions.level
    ) as evidence
from period_receptions as receptions
inner join limits on limits.unit = receptions.unit_code
inner join lake.calendar_days as calendar on calendar.week = receptions.week and calendar.day = receptions.day
anti join scheduled
    on
        scheduled.source = receptions.source
        and scheduled.official_id = receptions.official_id
        and scheduled.date = receptions.day
where
    receptions.started_at is not null
    and receptions.mode is distinct from 'mobile'
    and (
        not calendar.is_working
        or receptions.started_local < receptions.day + to_seconds(limits.from_hour * 3600)
        or receptions.started_local > receptions.day + to_seconds(limits.to_hour * 3600)
    );
