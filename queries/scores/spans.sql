-- score: spans
-- grain: one row a span of days that is measured
-- columns: span_from, span_to (inclusive), as_of_day (the day on which open assignments are looked at)
-- The scored period is one span; what small numbers are shrunk to is measured on the earlier spans of the same length.
-- Variables: spans (JSON). Without a day of its own a span is looked at on the 6th working day after it, as its own scores
-- were.

create or replace temp table spans as
with given as (
    select unnest(
        from_json(getvariable('spans'), '[{"span_from":"DATE","span_to":"DATE","as_of_day":"DATE"}]'),
        max_depth := 2
    )
)

select
    given.span_from,
    given.span_to,
    coalesce(given.as_of_day, least(coalesce(closing.day, given.span_to), getvariable('as_of_day'))) as as_of_day
from given
left join lake.calendar_days as last on last.week = '5' and last.day = given.span_to
left join lake.calendar_days as closing
    on closing.week = '5' and closing.is_working and closing.ordinal = last.ordinal + 6;
