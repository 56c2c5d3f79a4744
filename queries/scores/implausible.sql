-- score: implausible
-- grain: one row a reception whose times cannot be believed
-- columns: source, id, is_look_into (nothing but R10, which only asks to look into it, marks the reception)
-- Batch entry (R4) and implausible pace (R9) name their receptions; of uniform durations (R10), which names the unit, it is
-- those that share the one duration. They count neither for nor against registration in time.

create or replace temp table implausible as
with uniform as (
    select
        scored_receptions.unit,
        scored_receptions.duration_minutes
    from scored_receptions
    semi join violating_records
        on violating_records.check_id = 'R10' and violating_records.unit = scored_receptions.unit
    where scored_receptions.duration_minutes >= 0
    group by scored_receptions.unit, scored_receptions.duration_minutes
    qualify row_number() over (
        partition by scored_receptions.unit order by count(*) desc, scored_receptions.duration_minutes
    ) = 1
),

marked as (
    select
        source,
        subject_id as id,
        false as is_look_into
    from violating_records
    where check_id in ('R4', 'R9') and subject_kind = 'reception'
    union all
    select
        scored_receptions.source,
        scored_receptions.id,
        true
    from scored_receptions
    inner join uniform
        on
            uniform.unit = scored_receptions.unit
            and uniform.duration_minutes = scored_receptions.duration_minutes
)

select
    source,
    id,
    bool_and(is_look_into) as is_look_into
from marked
group by source, id;
