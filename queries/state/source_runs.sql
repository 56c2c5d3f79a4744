-- state: source_runs
-- How the last run of each source went.
select source, failures, retry_at, tried_at, complete_at, outcome, error
from state.sources
order by source;
