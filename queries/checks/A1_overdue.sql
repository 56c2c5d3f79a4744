-- id: A1
-- title.az: İcra müddəti keçmiş tapşırıq
-- title.en: Overdue
-- clause: Əsasnamə 2.1.3, 6.2.1; “Vətəndaşların müraciətləri haqqında” Qanun, maddə 10
-- why.az: Qəbulda verilmiş tapşırığın müddətində icra olunmaması vətəndaşın cavabsız qalması deməkdir.
-- why.en: An assignment given at a reception and not carried out in its term leaves the citizen without an answer.
-- do.az: Siyahıdakı tapşırıqların icrasının təmin olunması və gecikmənin səbəbləri barədə Şöbəyə məlumat verilməsi təklif
--   olunur (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that the assignments listed be carried out and the Department be told why they are late
--   (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: icrada olan tapşırıqlar
-- population.en: open assignments
-- threshold: tolerance = 0
-- needs: assignments.due_on
-- cure: rows
--
-- Every assignment open at the as-of counts, whenever it was given. The due date itself is not overdue; the due date in
-- force is moved to the next working day of the executor's week.

-- section: population
select
    charged_unit as unit,
    count(*) as population
from assignments
where is_open
group by charged_unit;

-- section: violations
select
    assignments.charged_unit as unit,
    'assignment' as subject_kind,
    assignments.id as subject_id,
    assignments.source,
    today.ordinal - due.ordinal as measured,
    0 as threshold,
    json_object(
        'issued_on', assignments.issued_on,
        'due_on', assignments.due_on,
        'due_in_force', assignments.due_in_force,
        'due_effective', assignments.due_effective,
        'extensions', assignments.extension_count,
        'executor_unit', assignments.executor_unit,
        'reception', assignments.reception_id
    ) as evidence
from assignments
left join lake.calendar_days as due on due.week = assignments.week and due.day = assignments.due_effective
left join lake.calendar_days as today on today.week = assignments.week and today.day = getvariable('as_of_day')
where assignments.is_overdue;
