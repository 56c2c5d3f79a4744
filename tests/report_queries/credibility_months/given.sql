-- The month itself is what D2 compares now, the eleven before it are as kept; what is older, of a quarter or of the month
-- itself in the lake is left out.
insert into given.receptions (id, started_at) values ('r', '2026-09-03 10:00');
insert into given.unit_reports (id, receptions, receptions_subsystem) values ('u', 50, 1);
insert into lake.contradictions by name
select
    period,
    cast(period_from as date) as period_from,
    'ONE-A' as unit,
    'S1' as source,
    figure,
    10 as claimed,
    5 as recounted,
    5 as recounted_then,
    2 as allowed,
    figure <> 'held' as is_contradicted,
    case figure when 'favour' then true when 'against' then false end as favours,
    1 as load_id,
    timestamp '2026-09-08' as as_of
from (
    values ('2026-08', '2026-08-01', 'held'), ('2026-08', '2026-08-01', 'favour'), ('2025-10', '2025-10-01', 'against'),
    ('2025-10', '2025-10-01', 'no_side'), ('2025-09', '2025-09-01', 'favour'), ('2026-Q2', '2026-04-01', 'favour'),
    ('2026-09', '2026-09-01', 'favour')
) as lines(period, period_from, figure);
