-- state: findings_named
-- Parameter: beginning (of a fingerprint).
select fingerprint
from state.findings
where starts_with(fingerprint, getvariable('beginning'))
order by fingerprint
limit 2;
