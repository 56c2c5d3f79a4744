-- portal: open_findings
-- How many checks are failed by how many units: the number in the menu. Parameter: check_run.
select count(*) as value
from visible_results
where run_id = getvariable('check_run') and state = 'fail';
