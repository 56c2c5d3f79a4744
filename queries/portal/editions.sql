-- portal: editions
-- Every edition that may be read, newest period first. Parameters: kind, period (null for all).
select
    edition_id,
    kind,
    period,
    unit,
    language,
    edition,
    number,
    status,
    dataset_id,
    pdf_path,
    pdf_sha256,
    pages,
    as_of,
    created_at,
    issued_at,
    approver
from visible_editions
where
    (getvariable('kind') is null or kind = getvariable('kind'))
    and (getvariable('period') is null or period = getvariable('period'))
order by period desc, kind, unit, language, edition desc;
