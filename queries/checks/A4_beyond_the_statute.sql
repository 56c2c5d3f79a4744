-- id: A4
-- title.az: Qanunla müəyyən ediləndən uzun müddət
-- title.en: Beyond the statute
-- clause: Əsasnamə 2.1.3, 6.2.1; “Vətəndaşların müraciətləri haqqında” Qanun, maddə 10.1
-- why.az: Tapşırığa Qanunda nəzərdə tutulandan uzun icra müddətinin verilməsi vətəndaşın vaxtında cavab almaq hüququnu
--   məhdudlaşdırır.
-- why.en: A term longer than the Law allows takes from the citizen the right to an answer in time.
-- do.az: Tapşırıqların icra müddətinin Qanunda nəzərdə tutulmuş hədlər daxilində müəyyən edilməsi təklif olunur
--   (Əsasnamənin 6.3.7-ci yarımbəndi).
-- do.en: It is proposed that terms be set within the limits of the Law (charter, 6.3.7).
-- severity: medium
-- unit_of_measure: fraction
-- population.az: dövr ərzində verilmiş tapşırıqlar
-- population.en: assignments issued in the period
-- threshold: tolerance = 0
-- threshold: ordinary = 15
-- threshold: study = 30
-- threshold: corruption = 20
-- needs: assignments.issued_on, assignments.due_on, assignments.term
-- cure: next
--
-- Working days of the issuer's own week, counted from the day after the assignment was given. The first due date is
-- judged; A6 judges its extensions.

-- section: population
select
    issuer_unit as unit,
    count(*) as population
from period_assignments_issued
group by issuer_unit;

-- section: violations
with terms as (
    select
        issued.issuer_unit as unit,
        issued.id,
        issued.source,
        issued.term,
        issued.issued_on,
        issued.due_on,
        due.ordinal - start.ordinal as working_days,
        case issued.term
            when 'ordinary' then limits.ordinary
            when 'study' then limits.study
            when 'corruption' then limits.corruption
        end as allowed,
        last.day as latest
    from period_assignments_issued as issued
    inner join limits on limits.unit = issued.issuer_unit
    inner join lake.calendar_days as start on start.week = issued.issuer_week and start.day = issued.issued_on
    inner join lake.calendar_days as due on due.week = issued.issuer_week and due.day = issued.due_on
    inner join lake.calendar_days as last
        on
            last.week = issued.issuer_week
            and last.is_working
            and last.ordinal = start.ordinal + case issued.term
                when 'ordinary' then limits.ordinary
                when 'study' then limits.study
                when 'corruption' then limits.corruption
            end
)

select
    unit,
    'assignment' as subject_kind,
    id as subject_id,
    source,
    working_days as measured,
    allowed as threshold,
    json_object('term', term, 'issued_on', issued_on, 'due_on', due_on, 'latest', latest) as evidence
from terms
where due_on > latest;
