-- id: waits_within_30
-- title.az: Qəbul otağında 30 dəqiqədən çox gözləməyənlər
-- title.en: Reception-room waits within 30 minutes
-- kind: share
-- needs: receptions.arrived_at (instant), receptions.started_at (instant), receptions.level
--
-- Reception-room receptions that began within 30 minutes of the citizen's arrival ÷ those with both times. Waits below 0 are
-- impossible times (check R7) and left out.

select
    unit,
    count(*) filter (where waited_us between 0 and 1_800_000_000) as numerator,
    count(*) filter (where waited_us >= 0) as denominator,
    count(*) as eligible
from scored_receptions
where level = 'reception_room' and not is_no_show
group by unit;
