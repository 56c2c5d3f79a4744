-- id: open_not_overdue
-- title.az: İcra müddəti keçməmiş açıq tapşırıqlar
-- title.en: Open and not overdue
-- kind: share
-- needs: assignments.due_on
--
-- Open assignments whose due date in force is not over ÷ all that are open and have one (check A1); without a due date
-- nothing can be overdue, which is check A3's matter.

select
    assignments.charged_unit as unit,
    count(*) filter (where assignments.due_effective >= spans.as_of_day) as numerator,
    count(*) as denominator
from assignments
inner join spans
    on
        coalesce(assignments.issued_on <= spans.as_of_day, true)
        and (assignments.is_open or (assignments.is_done and assignments.completed_on > spans.as_of_day))
where assignments.due_effective is not null
group by assignments.charged_unit;
