-- id: A9
-- title.az: Şikayətin şikayət olunan quruma göndərilməsi
-- title.en: Complaint to its object
-- clause: Əsasnamə 2.1.2, 6.3.1; İnzibati Xətalar Məcəlləsi
-- why.az: Şikayətin hərəkətindən şikayət edilən quruma göndərilməsi qanunla qadağandır və inzibati məsuliyyətə səbəb
--   olur.
-- why.en: To send a complaint to the very body complained of is forbidden and punishable.
-- do.az: Siyahıdakı şikayətlərə digər qurum tərəfindən baxılmasının təmin olunması təklif olunur (Əsasnamənin 6.3.7-ci
--   yarımbəndi).
-- do.en: It is proposed that the complaints listed be handled by another body (charter, 6.3.7).
-- severity: high
-- unit_of_measure: fraction
-- population.az: şikayətlər
-- population.en: complaints
-- threshold: tolerance = 0
-- needs: receptions.kind, receptions.complaint_about
-- cure: rows
--
-- Referred to the body complained of: high, names the reception, by its day. Given to it as executor: medium and to be
-- looked into, names the assignment, in the month in which it was given. Charged to the unit of the reception.

-- section: prepare
create or replace temp table complaints_to_their_object as
select
    receptions.unit_code as unit,
    'reception' as subject_kind,
    receptions.id as subject_id,
    receptions.source,
    receptions.id as reception,
    receptions.complaint_about,
    'high' as severity,
    true as is_population
from period_receptions as receptions
where
    receptions.kind = 'complaint'
    and receptions.referred_to = receptions.complaint_about
union all
select
    receptions.unit_code,
    'assignment',
    issued.id,
    issued.source,
    receptions.id,
    receptions.complaint_about,
    'medium',
    receptions.day between getvariable('period_from') and getvariable('period_to')
from period_assignments_issued as issued
inner join receptions
    on
        receptions.source = issued.source
        and receptions.id = issued.reception_id
        and receptions.kind = 'complaint'
        and receptions.complaint_about = issued.executor_unit;

-- section: population
select
    unit_code as unit,
    count(*) as population
from period_receptions
where kind = 'complaint'
group by unit_code
union all
select
    unit,
    count(distinct reception)
from complaints_to_their_object
where not is_population
group by unit;

-- section: violations
select
    unit,
    subject_kind,
    subject_id,
    source,
    json_object(
        'reception', reception,
        'complaint_about', complaint_about,
        'severity', severity,
        'look_into', severity = 'medium'
    ) as evidence
from complaints_to_their_object;
