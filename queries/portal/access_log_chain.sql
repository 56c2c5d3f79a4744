-- portal: access_log_chain
-- The whole chain in its order.
select *
from state.access_log
order by position;
