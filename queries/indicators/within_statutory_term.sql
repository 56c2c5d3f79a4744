-- id: within_statutory_term
-- title.az: Qanuni müddət daxilində verilən tapşırıqlar
-- title.en: Within the statutory term
-- kind: share
-- needs: assignments.issued_on, assignments.due_on, assignments.term
--
-- Assignments issued with a due date inside the term of the law ÷ those issued with one (check A4, charged to the issuer's
-- unit and in the working days of its week).

with terms as (
    select
        unit,
        name as term,
        cast(value as integer) as working_days
    from thresholds
    where check_id = 'A4'
),

issued as (
    select
        assignments.issuer_unit as unit,
        assignments.due_on,
        assignments.issued_on,
        assignments.issuer_week as week,
        coalesce(
            terms.working_days,
            case assignments.term when 'study' then 30 when 'corruption' then 20 else 15 end
        ) as working_days
    from assignments
    inner join spans on assignments.issued_on between spans.span_from and spans.span_to
    left join terms on terms.unit = assignments.issuer_unit and terms.term = assignments.term
    where assignments.due_on is not null
)

select
    issued.unit,
    count(*) filter (where issued.due_on <= latest.day) as numerator,
    count(*) as denominator
from issued
inner join lake.calendar_days as given on given.week = issued.week and given.day = issued.issued_on
inner join lake.calendar_days as latest
    on
        latest.week = issued.week
        and latest.is_working
        and latest.ordinal = given.ordinal + issued.working_days
group by issued.unit;
