-- state: newest_scores
-- Parameter: period.
select body
from lake.score_runs
where period = getvariable('period')
order by run_id desc
limit 1;
