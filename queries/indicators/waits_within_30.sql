-- id: waits_within_30
-- title.az: Qəbul otağında 30 dəqiqədən çox gözləməyənlər
-- title.en: Reception-room waits within 30 minutes
-- kind: share
-- needs: receptions.arrived_at (instant), receptions.started_at (instant), receptions.level
--
-- Reception-room receptions that began within 30 minutes of the citizen's arrival ÷ those with both times. Waits below 0 are
-- impossible times (check R7) and left out, and so are receptions whose times cannot be believed (checks R4, R9, R10).

select
    scored_receptions.unit,
    count(*) filter (where waited_us between 0 and 1_800_000_000 and implausible.id is null) as numerator,
    count(*) filter (where waited_us >= 0 and implausible.id is null) as denominator,
    count(*) filter (where not coalesce(implausible.is_look_into, false)) as eligible
from scored_receptions
left join implausible on implausible.source = scored_receptions.source and implausible.id = scored_receptions.id
where scored_receptions.level = 'reception_room' and not scored_receptions.is_no_show
group by scored_receptions.unit;
