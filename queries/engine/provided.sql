-- engine: provided
select
    source,
    entity,
    column_name,
    time_precision = 'instant' as is_instant
from provides;
