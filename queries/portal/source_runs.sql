-- portal: source_runs
-- How the last run of each source went, whether or not it was reached.
select source, failures, retry_at, tried_at, outcome, error
from visible_sources
order by source;
