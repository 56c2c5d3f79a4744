-- ingest: resume
-- Where the last walks over an entity came to. Parameters: source, entity.
with
    walks as (
        select *
        from lake.loads
        where source = getvariable('source') and entity = getvariable('entity') and kind not in ('file', 'replay')
    ),

    last_complete as (
        select max(load_id) as load_id, max(watermark) as watermark
        from walks
        where complete
    ),

    -- A walk that stopped after the last complete one may be carried on from its cursor.
    unfinished as (
        select walks.*
        from walks
        cross join last_complete
        where
            not walks.complete
            and walks.cursor is not null
            and walks.load_id > coalesce(last_complete.load_id, 0)
        order by walks.load_id desc
        limit 1
    )

select
    last_complete.watermark as watermark,
    unfinished.cursor as cursor,
    unfinished.updated_since as updated_since,
    unfinished.watermark as open_watermark,
    unfinished.started_at as started_at
from last_complete
left join unfinished on true;
