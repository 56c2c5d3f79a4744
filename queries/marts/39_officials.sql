-- mart: officials
-- grain: one row an official as known at the as-of
-- columns: source, id, unit_code, full_name, post, level, active_from, active_to

create or replace temp view officials as
select
    source,
    id,
    unit_code,
    full_name,
    post,
    level,
    active_from,
    active_to
from lake.officials
where
    load_from <= getvariable('load_id')
    and (load_to is null or load_to > getvariable('load_id'))
    and not deleted;
