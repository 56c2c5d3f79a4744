-- id: R15
-- title.az: İzahatsız imtina
-- title.en: Refusal unexplained
-- clause: Əsasnamə 3.1.3, 6.1.4
-- why.az: Qəbul üçün əsas olmadıqda vətəndaşa izahat verilməlidir; qeyd boşdursa, izahatın verildiyi təsdiqlənmir.
-- why.en: Where there are no grounds for reception the citizen is owed an explanation; an empty note does not show that
--   one was given.
-- do.az: “Əsas yoxdur” nəticəli qəbullarda verilmiş izahatın qeyd edilməsi təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that the explanation given be noted wherever there were no grounds for reception (charter,
--   6.3.7).
-- severity: low
-- unit_of_measure: fraction
-- population.az: “əsas yoxdur” nəticəli qəbullar
-- population.en: receptions with the outcome "no grounds"
-- threshold: tolerance = 0.05
-- needs: receptions.outcome, receptions.note
-- cure: next

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
where outcome = 'no_grounds'
group by unit_code;

-- section: violations
select
    unit_code as unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    json_object('day', day, 'topic', topic, 'level', level) as evidence
from period_receptions
where outcome = 'no_grounds' and not has_note;
