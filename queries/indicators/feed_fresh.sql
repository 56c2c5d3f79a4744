-- id: feed_fresh
-- title.az: Məlumatların təzəliyi
-- title.en: Feed fresh
-- kind: duty
-- needs: receptions
--
-- Entities of the source that came in whole lately enough at the as-of (check Q3) ÷ entities it offers; the agency's row
-- answers for its source.

select
    source_rows.unit,
    count(*) filter (where not source_freshness.is_stale) as numerator,
    count(*) as denominator
from source_freshness
inner join source_rows using (source)
group by source_rows.unit;
