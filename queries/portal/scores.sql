-- portal: scores
-- The scores of one run, one row a unit: of a unit with others under it, the score of all their records.
-- Parameter: score_run.
select
    unit,
    scope,
    index_value,
    low,
    high,
    rank,
    rank_low,
    rank_high,
    band,
    change,
    verdict
from visible_scores
where run_id = getvariable('score_run')
qualify row_number() over (partition by unit order by scope = 'pooled' desc) = 1;
