-- id: A11
-- title.az: Aidiyyəti üzrə gec göndərilmə
-- title.en: Late transfer
-- clause: Əsasnamə 2.1.2, 6.1.4; “Vətəndaşların müraciətləri haqqında” Qanun, maddə 7.10
-- why.az: Səlahiyyətə aid olmayan müraciət üç iş günü ərzində aidiyyəti üzrə göndərilməlidir.
-- why.en: A matter outside the competence must be passed on within three working days.
-- do.az: Müraciətlərin aidiyyəti üzrə 3 iş günü ərzində göndərilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that matters be passed on within three working days (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: aidiyyəti üzrə yönləndirilmiş qəbullar
-- population.en: receptions referred
-- threshold: tolerance = 0
-- threshold: working_days = 3
-- needs: receptions.outcome, receptions.referred_on
-- cure: next
--
-- Working days of the unit's own week after the reception. One without a date of referral is R5's matter, not late.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
where outcome = 'referred'
group by unit_code;

-- section: violations
select
    receptions.unit_code as unit,
    'reception' as subject_kind,
    receptions.id as subject_id,
    receptions.source,
    referred.ordinal - today.ordinal as measured,
    limits.working_days as threshold,
    json_object(
        'day', receptions.day,
        'referred_on', receptions.referred_on,
        'refer_by', last.day,
        'referred_to', receptions.referred_to
    ) as evidence
from period_receptions as receptions
inner join limits on limits.unit = receptions.unit_code
inner join lake.calendar_days as today on today.week = receptions.week and today.day = receptions.day
inner join lake.calendar_days as referred on referred.week = receptions.week and referred.day = receptions.referred_on
inner join lake.calendar_days as last
    on last.week = receptions.week and last.is_working and last.ordinal = today.ordinal + limits.working_days
where receptions.outcome = 'referred' and receptions.referred_on > last.day;
