-- mart: thresholds
-- grain: one row a (check, threshold, unit)
-- columns: check_id, name, unit, value (of a number), words (of a list)
-- The narrowest override counts: the unit's, its kind's, everybody's, the check's own default.
-- Variables: threshold_defaults, threshold_overrides (JSON, set from the headers and the configuration).

create or replace temp table thresholds as
with defaults as (
    select unnest(
        from_json(
            getvariable('threshold_defaults'),
            '[{"check_id":"VARCHAR","name":"VARCHAR","value":"DOUBLE","words":["VARCHAR"]}]'
        ),
        max_depth := 2
    )
),

overrides as (
    select unnest(
        from_json(
            getvariable('threshold_overrides'),
            '[{"check_id":"VARCHAR","name":"VARCHAR","scope":"VARCHAR","applies_to":"VARCHAR","value":"DOUBLE","words":["VARCHAR"]}]'
        ),
        max_depth := 2
    )
)

select
    defaults.check_id,
    defaults.name,
    units.code as unit,
    coalesce(of_unit.value, of_kind.value, of_all.value, defaults.value) as value,
    coalesce(of_unit.words, of_kind.words, of_all.words, defaults.words) as words
from defaults
cross join units
left join overrides as of_unit
    on
        of_unit.check_id = defaults.check_id
        and of_unit.name = defaults.name
        and of_unit.scope = 'unit'
        and of_unit.applies_to = units.code
left join overrides as of_kind
    on
        of_kind.check_id = defaults.check_id
        and of_kind.name = defaults.name
        and of_kind.scope = 'kind'
        and of_kind.applies_to = units.kind
left join overrides as of_all
    on of_all.check_id = defaults.check_id and of_all.name = defaults.name and of_all.scope = 'all';
