-- portal: score
-- Everything about one unit's score. Parameters: score_run, unit.
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
    verdict,
    dimensions,
    indicators,
    debts,
    contributions
from visible_scores
where run_id = getvariable('score_run') and unit = getvariable('unit')
qualify row_number() over (partition by unit order by scope = 'pooled' desc) = 1;
