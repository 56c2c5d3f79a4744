-- audit: records
-- grain: one row a record that the sample is drawn from
-- columns: entity, source, id, unit, outcome (of a reception), status (of an assignment), official_id, checks (those that
--     the record violates, separated by commas)
-- Receptions of the span in the units in scope; assignments issued in it that they execute.
-- Variable: audit_id, whose violations are kept already.

create or replace temp table audit_records as
with violating as (
    select
        source,
        subject_kind,
        subject_id,
        string_agg(distinct check_id, ',' order by check_id) as checks
    from lake.audit_violations
    where audit_id = getvariable('audit_id') and subject_kind in ('reception', 'assignment')
    group by all
)

select
    'receptions' as entity,
    receptions.source,
    receptions.id,
    receptions.unit_code as unit,
    coalesce(receptions.outcome, '') as outcome,
    nullif(trim(receptions.official_id), '') as official_id,
    coalesce(violating.checks, '') as checks
from period_receptions as receptions
semi join audit_units on audit_units.code = receptions.unit_code
left join violating
    on
        violating.subject_kind = 'reception'
        and violating.source = receptions.source
        and violating.subject_id = receptions.id
union all
select
    'assignments',
    assignments.source,
    assignments.id,
    assignments.charged_unit,
    coalesce(assignments.status, ''),
    nullif(trim(assignments.issued_by), ''),
    coalesce(violating.checks, '')
from assignments
semi join audit_units on audit_units.code = assignments.charged_unit
left join violating
    on
        violating.subject_kind = 'assignment'
        and violating.source = assignments.source
        and violating.subject_id = assignments.id
where assignments.issued_on between getvariable('period_from') and getvariable('period_to');
