-- ingest: update_load
-- What a load has come to. Parameters: load_id and the columns set below.
update lake.loads
set
    ended_at = getvariable('ended_at'),
    complete = getvariable('complete'),
    cursor = getvariable('cursor'),
    watermark = getvariable('watermark'),
    pages = getvariable('pages'),
    bytes = getvariable('bytes'),
    rows_seen = getvariable('rows_seen'),
    rows_new = getvariable('rows_new'),
    rows_changed = getvariable('rows_changed'),
    rows_same = getvariable('rows_same'),
    rows_deleted = getvariable('rows_deleted'),
    rows_rejected = getvariable('rows_rejected'),
    error = getvariable('error')
where load_id = getvariable('load_id');
