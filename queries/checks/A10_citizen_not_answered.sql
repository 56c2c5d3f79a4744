-- id: A10
-- title.az: Vətəndaşa cavab verilməməsi
-- title.en: Citizen not answered
-- clause: Əsasnamə 2.1.3, 6.2.1; “Vətəndaşların müraciətləri haqqında” Qanun, maddə 10
-- why.az: Tapşırıq icra olunsa da, vətəndaşa müddətində cavab verilmədikdə onun müraciəti həll edilmiş sayıla bilməz.
-- why.en: An assignment may be done, but as long as the citizen has no answer the matter is not settled.
-- do.az: Siyahıdakı tapşırıqlar üzrə vətəndaşlara cavab verilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the citizens of the assignments listed be answered (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: dövr ərzində icra edilmiş tapşırıqlar
-- population.en: assignments done in the period
-- threshold: tolerance = 0
-- needs: assignments.completed_on, assignments.replied_on
-- cure: rows

-- section: population
select
    charged_unit as unit,
    count(*) as population
from period_assignments_done
group by charged_unit;

-- section: violations
select
    charged_unit as unit,
    'assignment' as subject_kind,
    id as subject_id,
    source,
    json_object(
        'completed_on', completed_on,
        'due_effective', due_effective,
        'replied_on', replied_on,
        'executor_unit', executor_unit
    ) as evidence
from period_assignments_done
where replied_on is null or replied_on > due_effective;
