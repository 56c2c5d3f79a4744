-- id: R1
-- title.az: Gec qeydiyyat
-- title.en: Registered late
-- clause: Əsasnamə 2.1.2, 6.1.2, 6.3.4
-- why.az: Qəbul keçirildiyi gün qeydə alınmadıqda onun vaxtı, nəticəsi və tapşırıqların icra müddəti sonradan yazılır və
--   yoxlanıla bilmir.
-- why.en: A reception that is not entered when it is held has its times, its outcome and its terms written down from
--   memory, and nobody can verify them.
-- do.az: Qəbulların keçirildiyi gün “Vətəndaşların qəbulu” altsistemində qeydə alınmasının təmin olunması təklif olunur
--   (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that receptions be registered in the subsystem "Vətəndaşların qəbulu" on the day they are held
--   (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövr ərzində keçirilmiş qəbullar
-- population.en: receptions of the period
-- threshold: tolerance = 0.02
-- threshold: hours = 24
-- needs: receptions.registered_at (instant), receptions.started_at? (instant),
--   receptions.registration | receptions.started_at
-- cure: next
--
-- Mobile receptions have until the end of the next working day of the unit's own week. Without a start only the mark
-- `late` speaks.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
group by unit_code;

-- section: violations
with judged as (
    select
        receptions.unit_code as unit,
        receptions.source,
        receptions.id,
        receptions.mode,
        receptions.registration,
        receptions.started_at,
        receptions.started_local,
        receptions.registered_at,
        receptions.registered_local,
        limits.hours,
        if(
            receptions.mode = 'mobile',
            cast(following.day + 1 as timestamp),
            receptions.started_local + to_seconds(limits.hours * 3600)
        ) as register_by
    from period_receptions as receptions
    inner join limits on limits.unit = receptions.unit_code
    left join lake.calendar_days as today on today.week = receptions.week and today.day = receptions.day
    left join lake.calendar_days as following
        on following.week = receptions.week and following.is_working and following.ordinal = today.ordinal + 1
)

select
    unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    date_diff('second', started_at, registered_at) / 3600.0 as measured,
    if(mode is distinct from 'mobile', hours, null) as threshold,
    json_object(
        'started', strftime(started_local, '%Y-%m-%d %H:%M:%S'),
        'registered', strftime(registered_local, '%Y-%m-%d %H:%M:%S'),
        'register_by', strftime(if(started_at is null, null, register_by), '%Y-%m-%d %H:%M:%S'),
        'registration', registration,
        'mode', mode
    ) as evidence
from judged
where
    registration = 'late'
    or (started_at is not null and registered_local > register_by);
