-- mart: period_receptions
-- grain: one row a reception whose day lies in the period
-- columns: those of `receptions`, with has_note instead of note
-- Held as a table, because nearly every check reads it. The first condition is wide enough for any time zone and lets
-- the scan skip what lies far away.

create or replace temp table period_receptions as
select
    * exclude (note),
    note is not null as has_note
from receptions
where
    coalesce(started_at, registered_at) >= cast(getvariable('period_from') as timestamp) - interval 1 day
    and coalesce(started_at, registered_at) < cast(getvariable('period_to') as timestamp) + interval 2 days
    and day between getvariable('period_from') and getvariable('period_to');
