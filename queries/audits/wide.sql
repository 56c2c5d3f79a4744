-- audit: wide
-- period_receptions of all units as a view, for the checks that compare with peers and read few columns of them. The view
-- `receptions` must be that of the whole lake.

drop table period_receptions;

create or replace temp view period_receptions as
select
    * exclude (note),
    note is not null as has_note
from receptions
where
    coalesce(started_at, registered_at) >= cast(getvariable('period_from') as timestamp) - interval 1 day
    and coalesce(started_at, registered_at) < cast(getvariable('period_to') as timestamp) + interval 2 days
    and day between getvariable('period_from') and getvariable('period_to');
