-- portal: access_log_last
-- The end of the chain.
select position, hash
from state.access_log
order by position desc
limit 1;
