-- portal: api_scores
-- Every score of a run with its parts. Parameter: score_run.
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
where run_id = getvariable('score_run')
order by unit, scope;
