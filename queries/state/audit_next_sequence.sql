-- state: audit_next_sequence
-- The next number of a kind in a year; a number given once is never given again, cancelled ones included.
-- Parameters: audit_kind, audit_year.
select coalesce(max(sequence), 0) + 1 as value
from state.audits
where kind = getvariable('audit_kind') and year = getvariable('audit_year');
