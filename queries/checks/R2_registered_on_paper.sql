-- id: R2
-- title.az: Kağız üzərində qeydiyyat
-- title.en: Registered on paper
-- clause: Əsasnamə 2.1.2, 6.1.2, 6.3.4
-- why.az: Qəbul altsistemdən kənar aparıldıqda tapşırıqlara nəzarət və təkrar gəlişlərin aşkarlanması mümkün olmur.
-- why.en: What is kept outside the subsystem escapes the control of assignments and hides return visits.
-- do.az: Kağız jurnalın tətbiqinə son qoyulması və qəbulların yalnız “Vətəndaşların qəbulu” altsistemi üzərindən
--   keçirilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the paper journal be given up and receptions be held through the subsystem only
--   (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: dövr ərzində keçirilmiş qəbullar
-- population.en: receptions of the period
-- threshold: tolerance = 0.05
-- needs: receptions.registration
-- cure: next

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
group by unit_code;

-- section: violations
select
    unit_code as unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    json_object('day', day, 'registration', registration, 'mode', mode, 'level', level) as evidence
from period_receptions
where registration = 'paper';
