-- ingest: waiting_groups
-- Rows in quarantine by source, entity and reason, with one of them. Parameters: source, entity, reason (null for all).
select
    source,
    entity,
    reason,
    count(*) as rejected,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen,
    min_by(record_id, (first_seen, raw_hash)) as record_id,
    min_by(detail, (first_seen, raw_hash)) as detail
from lake.quarantine
where
    replayed_load is null
    and (getvariable('source') is null or source = getvariable('source'))
    and (getvariable('entity') is null or entity = getvariable('entity'))
    and (getvariable('reason') is null or reason = getvariable('reason'))
group by source, entity, reason
order by source, entity, rejected desc, reason;
