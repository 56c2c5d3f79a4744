-- state: snapshot_hash
-- The loads up to load_id, folded into one hash: which rows were taken, from where, up to what. Parameter: load_id.
select sha256(string_agg(line, chr(10) order by load_id)) as value
from (
    select
        load_id,
        concat_ws(
            '|', load_id, source, entity, kind, complete, watermark, object_hash,
            rows_seen, rows_new, rows_changed, rows_deleted, rows_rejected
        ) as line
    from lake.loads
    where load_id <= getvariable('load_id')
) as lines;
