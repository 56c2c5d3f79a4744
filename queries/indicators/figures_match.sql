-- id: figures_match
-- title.az: Qeydlərlə uyğun gələn göstəricilər
-- title.en: Figures that match the recount
-- kind: duty
-- check: D2
-- needs: unit-reports, receptions
--
-- Figures of the unit's own report that its records bear out ÷ figures compared, as check D2 found them.

select
    unit,
    population - violations as numerator,
    population as denominator
from check_answers
where check_id = 'D2' and state <> 'not_evaluable';
