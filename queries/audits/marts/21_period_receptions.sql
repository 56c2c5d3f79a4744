-- mart: period_receptions, of a monitoring
-- grain: one row a reception of the span that concerns the units in scope
-- columns: those of `queries/marts/21_period_receptions.sql`
-- Theirs, and those of officials who received there: an official in two places at once is found from both.

create or replace temp table period_receptions as
with of_span as (
    select *
    from receptions
    where
        coalesce(started_at, registered_at) >= cast(getvariable('period_from') as timestamp) - interval 1 day
        and coalesce(started_at, registered_at) < cast(getvariable('period_to') as timestamp) + interval 2 days
        and day between getvariable('period_from') and getvariable('period_to')
),

receiving as (
    select distinct
        source,
        official_id
    from of_span
    semi join audit_units on audit_units.code = of_span.unit_code
    where official_id is not null
)

select
    of_span.* exclude (note),
    of_span.note is not null as has_note
from of_span
where
    list_contains(getvariable('audit_units'), of_span.unit_code)
    or exists (
        select 1
        from receiving
        where receiving.source = of_span.source and receiving.official_id = of_span.official_id
    );
