-- id: A7
-- title.az: Mümkün olmayan icra tarixi
-- title.en: Impossible completion
-- clause: Əsasnamə 2.1.3, 6.2.1
-- why.az: Verilməsindən əvvəl icra olunmuş və ya icra tarixi göstərilməmiş tapşırıq icranın qeyd üçün
--   rəsmiləşdirildiyini göstərir.
-- why.en: An assignment done before it was given, or done on no date, was closed on paper.
-- do.az: Siyahıdakı tapşırıqların icra tarixinin dəqiqləşdirilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the dates of completion of the assignments listed be corrected (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: dövr ərzində icra edilmiş tapşırıqlar
-- population.en: assignments done in the period
-- threshold: tolerance = 0
-- needs: assignments.issued_on, assignments.completed_on
-- cure: rows
--
-- An assignment done without a date belongs to the month in which it was given.

-- section: prepare
create or replace temp table done_assignments as
select *
from assignments
where
    is_done
    and coalesce(completed_on, issued_on) between getvariable('period_from') and getvariable('period_to');

-- section: population
select
    charged_unit as unit,
    count(*) as population
from done_assignments
group by charged_unit;

-- section: violations
select
    charged_unit as unit,
    'assignment' as subject_kind,
    id as subject_id,
    source,
    json_object('issued_on', issued_on, 'completed_on', completed_on, 'executor_unit', executor_unit) as evidence
from done_assignments
where completed_on is null or completed_on < issued_on;
