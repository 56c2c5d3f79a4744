-- audit: drawn
-- grain: one row an item of the sample
-- Of every stratum the records whose seeded hash is least: the same seed draws the same records, in any order of rows.
-- No citizen and no free text: the reviewer finds the record in the unit's own system by its id.
-- Variable: audit_seed.

with placed as (
    select
        records.*,
        coalesce(own.stratum, others.stratum) as stratum,
        coalesce(own.sampled, others.sampled) as sampled
    from audit_records as records
    left join audit_allotted as own
        on
            own.entity = records.entity
            and own.outcome = records.outcome
            and own.official_source = records.source
            and own.official_id = records.official_id
    left join audit_allotted as others
        on others.entity = records.entity and others.outcome = records.outcome and others.official_id is null
),

chosen as (
    select *
    from placed
    qualify
        row_number() over (
            partition by stratum
            order by sha256(concat_ws('|', getvariable('audit_seed'), entity, source, id)), source, id
        ) <= sampled
),

described as (
    select
        chosen.stratum,
        chosen.entity,
        chosen.source,
        chosen.id,
        chosen.unit,
        chosen.checks,
        receptions.day,
        cast(json_object(
            'day', receptions.day,
            'started', strftime(receptions.started_local, '%H:%M'),
            'registered', strftime(receptions.registered_local, '%Y-%m-%d %H:%M'),
            'mode', receptions.mode,
            'level', receptions.level,
            'official', officials.full_name,
            'topic', receptions.topic,
            'outcome', receptions.outcome
        ) as varchar) as details
    from chosen
    inner join period_receptions as receptions
        on receptions.source = chosen.source and receptions.id = chosen.id
    left join officials on officials.source = chosen.source and officials.id = chosen.official_id
    where chosen.entity = 'receptions'
    union all
    select
        chosen.stratum,
        chosen.entity,
        chosen.source,
        chosen.id,
        chosen.unit,
        chosen.checks,
        assignments.issued_on,
        cast(json_object(
            'day', assignments.issued_on,
            'reception', assignments.reception_id,
            'term', assignments.term,
            'due', assignments.due_in_force,
            'status', assignments.status,
            'completed', assignments.completed_on,
            'replied', assignments.replied_on,
            'official', officials.full_name
        ) as varchar)
    from chosen
    inner join assignments on assignments.source = chosen.source and assignments.id = chosen.id
    left join officials on officials.source = chosen.source and officials.id = chosen.official_id
    where chosen.entity = 'assignments'
)

select
    row_number() over (order by described.entity desc, units.position, described.day, described.source, described.id)
        as item,
    described.stratum,
    described.entity,
    described.source,
    described.id as record_id,
    described.unit,
    described.details,
    described.checks
from described
left join lake.units as units on units.code = described.unit
order by item;
