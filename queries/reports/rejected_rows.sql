-- id: rejected_rows
-- title: Rows that could not be taken, by source, entity and reason
-- grain: one row a (source, entity, reason) of the pulls since the first day of the period
-- columns: source, entity, reason, field (the most frequent), rejected

select
    quarantine.source,
    quarantine.entity,
    quarantine.reason,
    mode(quarantine.field order by quarantine.field) as field,
    count(*) as rejected
from lake.quarantine as quarantine
inner join lake.loads as loads on loads.load_id = quarantine.load_id
where
    loads.load_id <= getvariable('load_id')
    and lake.local_time(loads.started_at) >= getvariable('period_from')
    and (quarantine.replayed_load is null or quarantine.replayed_load > getvariable('load_id'))
group by all
order by rejected desc, quarantine.source, quarantine.entity, quarantine.reason;
