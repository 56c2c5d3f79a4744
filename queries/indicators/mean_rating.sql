-- id: mean_rating
-- title.az: Vətəndaşların verdiyi orta qiymət
-- title.en: Mean rating
-- kind: mean
-- needs: receptions.rating
--
-- The citizens' ratings from 1 to 5: their sum, their number and the sum of their squares.

select
    unit,
    sum(rating) as numerator,
    count(rating) as denominator,
    sum(rating * rating) as squares,
    count(*) as eligible
from scored_receptions
where not is_no_show
group by unit;
