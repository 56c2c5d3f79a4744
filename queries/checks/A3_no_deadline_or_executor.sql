-- id: A3
-- title.az: Müddəti və ya icraçısı göstərilməyən tapşırıq
-- title.en: No deadline or executor
-- clause: Əsasnamə 2.1.3, 6.2.1
-- why.az: Müddəti və ya icraçısı olmayan tapşırığın icrasına nəzarət etmək mümkün deyil.
-- why.en: The execution of an assignment without a term or an executor cannot be controlled.
-- do.az: Siyahıdakı tapşırıqlar üzrə icraçının və icra müddətinin müəyyən edilməsi təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that an executor and a term be set for the assignments listed (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: dövr ərzində verilmiş tapşırıqlar
-- population.en: assignments issued in the period
-- threshold: tolerance = 0
-- needs: assignments.issued_on, assignments.due_on, assignments.executor_unit
-- cure: rows

-- section: population
select
    issuer_unit as unit,
    count(*) as population
from period_assignments_issued
group by issuer_unit;

-- section: violations
select
    issuer_unit as unit,
    'assignment' as subject_kind,
    id as subject_id,
    source,
    json_object(
        'issued_on', issued_on,
        'missing', list_filter(
            [if(due_on is null, 'due_on', null), if(nullif(trim(executor_unit), '') is null, 'executor_unit', null)],
            lambda field: field is not null
        ),
        'status', status,
        'reception', reception_id
    ) as evidence
from period_assignments_issued
where due_on is null or nullif(trim(executor_unit), '') is null;
