-- id: S1
-- title.az: Keçirilməmiş qəbul
-- title.en: Reception not held
-- clause: Əsasnamə 2.1.2, 6.1.1, 6.3.6
-- why.az: Cədvəl üzrə qəbulun keçirilməməsi və ya səbəbsiz ləğv edilməsi vətəndaşların qəbul olunmaq hüququnu pozur.
-- why.en: A reception that the schedule promises and nobody holds, or that is called off without a reason, denies
--   citizens their right.
-- do.az: Cədvəl üzrə qəbulların keçirilməsi, keçirilmədikdə səbəbinin göstərilməsi təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that receptions be held as scheduled, or the reason be given (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: dövrün qəbul cədvəli üzrə qəbullar
-- population.en: appointments of the period
-- threshold: tolerance = 0
-- needs: appointments
-- cure: rows
--
-- Still planned though its day is before the as-of's day; or cancelled or moved with a blank reason.

-- section: population
select
    unit_code as unit,
    count(*) as population
from appointments
where date between getvariable('period_from') and getvariable('period_to')
group by unit_code;

-- section: violations
select
    unit_code as unit,
    'appointment' as subject_kind,
    id as subject_id,
    source,
    json_object('date', date, 'starts', starts, 'official', official_id, 'status', status) as evidence
from appointments
where
    date between getvariable('period_from') and getvariable('period_to')
    and (
        (status = 'planned' and date < getvariable('as_of_day'))
        or (status in ('cancelled', 'moved') and reason is null)
    );
