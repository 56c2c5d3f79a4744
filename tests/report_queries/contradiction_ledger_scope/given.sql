insert into lake.contradictions by name
select
    period,
    date '2026-09-01' as period_from,
    unit,
    'receptions' as figure,
    10 as claimed,
    recounted,
    recounted as recounted_then,
    2 as allowed,
    recounted < 8 as is_contradicted,
    1 as load_id,
    timestamp '2026-10-08' as as_of
from (values ('2026-09', 'ONE-A', 5), ('2026-09', 'ONE-B', 10), ('2026-09', 'TWO-A', 1), ('2026-08', 'ONE-A', 1))
    as lines(period, unit, recounted);
