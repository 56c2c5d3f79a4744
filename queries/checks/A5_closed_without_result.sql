-- id: A5
-- title.az: Nəticəsi göstərilmədən bağlanmış tapşırıq
-- title.en: Closed without result
-- clause: Əsasnamə 2.1.3, 6.2.1
-- why.az: Nəticəsi yazılmadan icra olunmuş sayılan tapşırıq üzrə nə edildiyini yoxlamaq mümkün deyil.
-- why.en: Where an assignment is closed without a result nobody can tell what was done.
-- do.az: Siyahıdakı tapşırıqların icrasının nəticəsinin göstərilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the result of the assignments listed be stated (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövr ərzində icra edilmiş tapşırıqlar
-- population.en: assignments done in the period
-- threshold: tolerance = 0
-- needs: assignments.completed_on, assignments.result
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
    json_object('issued_on', issued_on, 'completed_on', completed_on, 'executor_unit', executor_unit) as evidence
from period_assignments_done
where not has_result;
