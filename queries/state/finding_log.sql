-- state: finding_log
-- Parameter: fingerprint.
select *
from state.finding_log
where fingerprint = getvariable('fingerprint')
order by position;
