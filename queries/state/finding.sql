-- state: finding
-- Parameter: fingerprint.
select *
from state.findings
where fingerprint = getvariable('fingerprint');
