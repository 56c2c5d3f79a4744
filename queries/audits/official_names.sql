-- audit: official_names
-- Names of officials as known at the frozen load. Variable: load_id.
select
    source,
    id,
    any_value(full_name) as full_name
from lake.officials
where load_from <= getvariable('load_id') and (load_to is null or load_to > getvariable('load_id')) and not deleted
group by source, id;
