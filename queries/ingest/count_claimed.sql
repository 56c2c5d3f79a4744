-- ingest: count_claimed
-- What a source says it holds beside what the lake accounts for. Parameters: load_id, source, entity, asked_at, claimed, held.
insert into lake.source_counts by name
select
    getvariable('load_id') as load_id,
    getvariable('source') as source,
    getvariable('entity') as entity,
    getvariable('asked_at') as asked_at,
    getvariable('claimed') as claimed,
    getvariable('held') as held;
