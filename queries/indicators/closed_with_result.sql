-- id: closed_with_result
-- title.az: Nəticəsi yazılaraq bağlanan tapşırıqlar
-- title.en: Closed with a result
-- kind: share
-- needs: assignments.completed_on, assignments.result
--
-- Assignments done in the period with a result ÷ all done in it (check A5).

select
    assignments.charged_unit as unit,
    count(*) filter (where assignments.has_result) as numerator,
    count(*) as denominator
from assignments
inner join spans on assignments.completed_on between spans.span_from and spans.span_to
where assignments.is_done
group by assignments.charged_unit;
