-- id: registered_in_time
-- title.az: Vaxtında qeydə alınan qəbullar
-- title.en: Registered in time
-- kind: share
-- needs: receptions.registered_at (instant), receptions.started_at? (instant),
--   receptions.registration | receptions.started_at
--
-- Receptions that check R1 does not find late ÷ all. Those whose times cannot be believed (checks R4, R9, R10) count
-- neither here nor there; where R4 and R9 leave none nothing was delivered and the points are 0. What R10 marks is only to
-- be looked into and costs no points: where that is all, nothing was to be measured.

select
    scored_receptions.unit,
    count(*) filter (where not is_registered_late and implausible.id is null) as numerator,
    count(*) filter (where implausible.id is null) as denominator,
    count(*) filter (where not coalesce(implausible.is_look_into, false)) as eligible
from scored_receptions
left join implausible on implausible.source = scored_receptions.source and implausible.id = scored_receptions.id
group by scored_receptions.unit;
