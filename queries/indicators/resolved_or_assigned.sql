-- id: resolved_or_assigned
-- title.az: Həll edilən və ya icraya verilən məsələlər
-- title.en: Resolved or assigned
-- kind: share
-- needs: receptions.outcome
--
-- Receptions that ended in a solution or an assignment, not in the citizen being sent elsewhere or away ÷ all with an
-- outcome; a no-show has none.

select
    unit,
    count(*) filter (where outcome in ('resolved', 'assigned')) as numerator,
    count(outcome) as denominator,
    count(*) as eligible
from scored_receptions
where not is_no_show
group by unit;
