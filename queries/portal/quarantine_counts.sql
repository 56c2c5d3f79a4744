-- portal: quarantine_counts
-- Rejected rows not yet taken again, by source and reason.
select source, reason, count(*) as value
from visible_quarantine
where replayed_load is null
group by source, reason
order by source, reason;
