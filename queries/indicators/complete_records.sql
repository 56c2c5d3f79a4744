-- id: complete_records
-- title.az: Tam qeydlər
-- title.en: Complete records
-- kind: share
-- needs: receptions.topic | receptions.outcome
--
-- Receptions with every field that check R5 asks for ÷ all.

select
    unit,
    count(*) filter (where missing_fields = 0) as numerator,
    count(*) as denominator
from scored_receptions
group by unit;
