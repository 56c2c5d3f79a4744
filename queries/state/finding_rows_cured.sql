-- state: finding_rows_cured
-- Marks the rows of one month that no longer violate, and takes the mark from those that do again. A record that was
-- withdrawn is not put right: its row stays until a person decides.
-- Parameters: period, moment. Temp tables: judged, violating.
create or replace temp table tested_rows as
select
    rows.fingerprint,
    rows.subject_kind,
    rows.subject_id,
    rows.source,
    rows.cured_at is not null as was_cured,
    violating.subject_id is not null as violates
from state.finding_rows as rows
inner join state.findings as findings on findings.fingerprint = rows.fingerprint and findings.cure = 'rows'
inner join judged on judged.check_id = findings.check_id and judged.unit = findings.origin_unit
left join (select distinct * from violating) as violating
    on
        violating.check_id = findings.check_id
        and violating.unit = findings.origin_unit
        and violating.subject_kind = rows.subject_kind
        and violating.subject_id = rows.subject_id
        and violating.source = rows.source
where rows.period = getvariable('period');

create or replace temp table held_records as
select 'reception' as subject_kind, source, id
from lake.receptions
where
    load_to is null
    and not deleted
    and (source, id) in (
        select (source, subject_id) from tested_rows
        where subject_kind = 'reception' and not was_cured and not violates
    )
union all
select 'assignment', source, id
from lake.assignments
where
    load_to is null
    and not deleted
    and (source, id) in (
        select (source, subject_id) from tested_rows
        where subject_kind = 'assignment' and not was_cured and not violates
    )
union all
select 'appointment', source, id
from lake.appointments
where
    load_to is null
    and not deleted
    and (source, id) in (
        select (source, subject_id) from tested_rows
        where subject_kind = 'appointment' and not was_cured and not violates
    );

update state.finding_rows
set cured_at = getvariable('moment')
from tested_rows as tested
where
    finding_rows.fingerprint = tested.fingerprint
    and finding_rows.period = getvariable('period')
    and finding_rows.subject_kind = tested.subject_kind
    and finding_rows.subject_id = tested.subject_id
    and finding_rows.source = tested.source
    and not tested.was_cured
    and not tested.violates
    and (
        tested.subject_kind not in ('reception', 'assignment', 'appointment')
        or exists (
            select 1
            from held_records
            where
                held_records.subject_kind = tested.subject_kind
                and held_records.source = tested.source
                and held_records.id = tested.subject_id
        )
    );

update state.finding_rows
set cured_at = null
from tested_rows as tested
where
    finding_rows.fingerprint = tested.fingerprint
    and finding_rows.period = getvariable('period')
    and finding_rows.subject_kind = tested.subject_kind
    and finding_rows.subject_id = tested.subject_id
    and finding_rows.source = tested.source
    and tested.was_cured
    and tested.violates;
