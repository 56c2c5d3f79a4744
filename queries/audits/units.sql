-- audit: units
-- grain: one row a unit in scope
-- Variable: audit_units (codes).
create or replace temp table audit_units as
select unnest(getvariable('audit_units')) as code;
