-- state: finding_rows_cured
-- Marks the rows of one month that no longer violate, and takes the mark from those that do again.
-- Parameters: period, moment. Temp tables: judged, violating.
update state.finding_rows
set cured_at = getvariable('moment')
from state.findings as findings
where
    findings.fingerprint = finding_rows.fingerprint
    and findings.cure = 'rows'
    and finding_rows.period = getvariable('period')
    and finding_rows.cured_at is null
    and exists (
        select 1
        from judged
        where judged.check_id = findings.check_id and judged.unit = findings.origin_unit
    )
    and not exists (
        select 1
        from violating
        where
            violating.check_id = findings.check_id
            and violating.unit = findings.origin_unit
            and violating.subject_kind = finding_rows.subject_kind
            and violating.subject_id = finding_rows.subject_id
            and violating.source = finding_rows.source
    );

update state.finding_rows
set cured_at = null
from state.findings as findings
where
    findings.fingerprint = finding_rows.fingerprint
    and findings.cure = 'rows'
    and finding_rows.period = getvariable('period')
    and finding_rows.cured_at is not null
    and exists (
        select 1
        from violating
        where
            violating.check_id = findings.check_id
            and violating.unit = findings.origin_unit
            and violating.subject_kind = finding_rows.subject_kind
            and violating.subject_id = finding_rows.subject_id
            and violating.source = finding_rows.source
    );
