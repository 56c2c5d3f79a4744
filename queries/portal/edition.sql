-- portal: edition
-- One edition. Parameter: edition_id.
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
where edition_id = getvariable('edition_id');
