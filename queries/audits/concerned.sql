-- audit: concerned
-- audit_receptions, audit_assignments: the rows of the lake that concern the units in scope, every column and version of
-- them. The marts of a monitoring read them instead of the whole.
-- Receptions: the units' own of all times. Of other units those of officials who received in the units in the span (an
-- official in two places at once is found from both), and every visit in a matter (citizen and topic) that was heard in the
-- units, or from which they execute an assignment, in the 546 days that the checks of returns look back.
-- Variables: audit_units, period_from, period_to.

create or replace temp table audit_assignments_executed as
select *
from lake.assignments
where list_contains(getvariable('audit_units'), executor_unit) or list_contains(getvariable('audit_units'), unit_code);

create or replace temp table audit_receptions_own as
select *
from lake.receptions
where list_contains(getvariable('audit_units'), unit_code);

create or replace temp table audit_matters as
select distinct
    citizen,
    topic
from (
    select
        citizen,
        topic
    from audit_receptions_own
    where
        coalesce(started_at, registered_at) >= cast(getvariable('period_from') as timestamp) - interval 547 days
        and coalesce(started_at, registered_at) < cast(getvariable('period_to') as timestamp) + interval 2 days
    union all
    select
        heard.citizen,
        heard.topic
    from lake.receptions as heard
    where
        coalesce(heard.started_at, heard.registered_at)
        >= cast(getvariable('period_from') as timestamp) - interval 547 days
        and exists (
            select 1
            from audit_assignments_executed as executed
            where executed.reception_id = heard.id and executed.source = heard.source
        )
)
where citizen is not null;

create or replace temp table audit_officials as
select distinct
    source,
    official_id
from audit_receptions_own
where
    official_id is not null
    and coalesce(started_at, registered_at) >= cast(getvariable('period_from') as timestamp) - interval 1 day
    and coalesce(started_at, registered_at) < cast(getvariable('period_to') as timestamp) + interval 2 days;

create or replace temp table audit_receptions as
from audit_receptions_own
union all
select *
from lake.receptions as others
where
    not coalesce(list_contains(getvariable('audit_units'), others.unit_code), false)
    and coalesce(others.started_at, others.registered_at)
    >= cast(getvariable('period_from') as timestamp) - interval 547 days
    and coalesce(others.started_at, others.registered_at)
    < cast(getvariable('period_to') as timestamp) + interval 2 days
    and others.rowid in (
        select near.rowid
        from lake.receptions as near
        inner join audit_matters as matters on matters.citizen = near.citizen and matters.topic is not distinct from near.topic
        where
            coalesce(near.started_at, near.registered_at)
            >= cast(getvariable('period_from') as timestamp) - interval 547 days
        union
        select near.rowid
        from lake.receptions as near
        inner join audit_officials as officials
            on officials.source = near.source and officials.official_id = near.official_id
        where
            coalesce(near.started_at, near.registered_at)
            >= cast(getvariable('period_from') as timestamp) - interval 1 day
    );

create or replace temp table audit_assignments as
from audit_assignments_executed
union all
select *
from lake.assignments as others
where
    not coalesce(list_contains(getvariable('audit_units'), others.executor_unit), false)
    and not coalesce(list_contains(getvariable('audit_units'), others.unit_code), false)
    and exists (
        select 1
        from audit_receptions as heard
        where heard.source = others.source and heard.id = others.reception_id
    );
