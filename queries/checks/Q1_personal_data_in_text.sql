-- id: Q1
-- title.az: Mətndə fərdi məlumat
-- title.en: Personal data in text
-- clause: Əsasnamə 3.1.12, 5.4.9
-- why.az: Qeyd və nəticə mətnlərinə FİN və telefon nömrəsi yazıldıqda vətəndaşın fərdi məlumatları açıqlanır.
-- why.en: Identification and telephone numbers written into notes and results expose the citizen.
-- do.az: Qeyd və nəticə mətnlərinə fərdi məlumatların yazılmaması təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that personal data be kept out of notes and results (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: qeyd və nəticə mətnləri
-- population.en: notes and results
-- threshold: tolerance = 0
-- needs: receptions.note | assignments.result
-- cure: next
--
-- Counted on the way in, where the numbers were redacted. A result belongs to the month of completion and to the
-- executor.

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
where has_note
group by unit_code
union all
select
    charged_unit,
    count(*)
from period_assignments_done
where has_result
group by charged_unit;

-- section: violations
select
    unit_code as unit,
    'reception' as subject_kind,
    id as subject_id,
    source,
    note_redactions as measured,
    0 as threshold,
    json_object('day', day, 'redactions', note_redactions) as evidence
from period_receptions
where has_note and note_redactions > 0
union all
select
    charged_unit,
    'assignment',
    id,
    source,
    result_redactions,
    0,
    json_object('completed_on', completed_on, 'redactions', result_redactions)
from period_assignments_done
where has_result and result_redactions > 0;
