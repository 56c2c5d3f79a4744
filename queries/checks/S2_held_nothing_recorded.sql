-- id: S2
-- title.az: Keçirilmiş, lakin qeydə alınmamış qəbul
-- title.en: Held, nothing recorded
-- clause: Əsasnamə 2.1.2, 6.1.2, 6.3.4, 6.3.6
-- why.az: Keçirilmiş kimi göstərilən, lakin altsistemdə heç bir qəbulu olmayan gün ya qəbulun keçirilmədiyini, ya da
--   qeydiyyatın aparılmadığını göstərir.
-- why.en: A day marked as held without a single reception in the subsystem was either not held or not registered.
-- do.az: Keçirilmiş qəbulların altsistemdə qeydə alınması, vətəndaş gəlmədikdə bunun səbəb kimi göstərilməsi təklif
--   olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that receptions held be registered, and where nobody came that be given as the reason (charter,
--   6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövrün qəbul cədvəli üzrə qəbullar
-- population.en: appointments of the period
-- threshold: tolerance = 0
-- needs: appointments, receptions.official_id
-- cure: rows
--
-- A recorded no-show is a record.

-- section: population
select
    unit_code as unit,
    count(*) as population
from appointments
where date between getvariable('period_from') and getvariable('period_to')
group by unit_code;

-- section: violations
select
    appointments.unit_code as unit,
    'appointment' as subject_kind,
    appointments.id as subject_id,
    appointments.source,
    json_object('date', appointments.date, 'starts', appointments.starts, 'official', appointments.official_id) as evidence
from appointments
anti join period_receptions as receptions
    on
        receptions.source = appointments.source
        and receptions.official_id = appointments.official_id
        and receptions.day = appointments.date
where
    appointments.status = 'held'
    and appointments.reason is null
    and appointments.date between getvariable('period_from') and getvariable('period_to');
