-- mart: period_assignments_done, period_assignments_issued
-- grain: one row an assignment completed in the period; one row an assignment issued in it
-- columns: those of `assignments`

create or replace temp view period_assignments_done as
select *
from assignments
where is_done and completed_on between getvariable('period_from') and getvariable('period_to');

create or replace temp view period_assignments_issued as
select *
from assignments
where issued_on between getvariable('period_from') and getvariable('period_to');
