-- id: A2
-- title.az: Gecikmə ilə icra
-- title.en: Done late
-- clause: Əsasnamə 2.1.3, 6.2.1; “Vətəndaşların müraciətləri haqqında” Qanun, maddə 10
-- why.az: Tapşırığın müəyyən edilmiş müddətdən sonra icra olunması vətəndaşın vaxtında cavab almaq hüququnu pozur.
-- why.en: An assignment carried out after its term denies the citizen an answer in time.
-- do.az: Tapşırıqların icra müddətinə nəzarətin gücləndirilməsi təklif olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the control of the terms of assignments be tightened (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövr ərzində icra edilmiş tapşırıqlar
-- population.en: assignments done in the period
-- threshold: tolerance = 0
-- needs: assignments.due_on, assignments.completed_on
-- cure: next

-- section: population
select
    charged_unit as unit,
    count(*) as population
from period_assignments_done
group by charged_unit;

-- section: violations
select
    done.charged_unit as unit,
    'assignment' as subject_kind,
    done.id as subject_id,
    done.source,
    completed.ordinal - due.ordinal as measured,
    0 as threshold,
    json_object(
        'issued_on', done.issued_on,
        'due_in_force', done.due_in_force,
        'due_effective', done.due_effective,
        'completed_on', done.completed_on,
        'extensions', done.extension_count,
        'executor_unit', done.executor_unit,
        'reception', done.reception_id
    ) as evidence
from period_assignments_done as done
left join lake.calendar_days as due on due.week = done.week and due.day = done.due_effective
left join lake.calendar_days as completed on completed.week = done.week and completed.day = done.completed_on
where done.is_late;
