-- id: registered_in_subsystem
-- title.az: Altsistemdə qeydə alınan qəbullar
-- title.en: Registered in the subsystem
-- kind: share
-- needs: receptions.registration
--
-- What was not kept on paper (check R2) ÷ all receptions. Entered late is entered, and loses its points for time.

select
    unit,
    count(*) filter (where registration is distinct from 'paper') as numerator,
    count(*) as denominator
from scored_receptions
group by unit;
