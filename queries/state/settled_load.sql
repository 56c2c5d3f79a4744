-- state: settled_load
-- The newest load up to which nothing changes any more: those still under way may yet bring rows under their own id.
-- Parameter: known_load, the newest load when this process opened the database; older ones without an end were broken off.
select
    coalesce(
        min(load_id) filter (ended_at is null and load_id > getvariable('known_load')) - 1,
        max(load_id),
        0
    ) as value
from lake.loads;
