-- id: reports_in_time
-- title.az: Vaxtında təqdim edilən hesabatlar
-- title.en: Reports in time
-- kind: duty
-- check: D1
-- needs: unit-reports
--
-- Reports neither missing nor late ÷ reports due, as check D1 found them.

select
    unit,
    population - violations as numerator,
    population as denominator
from check_answers
where check_id = 'D1' and state <> 'not_evaluable';
