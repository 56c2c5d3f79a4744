-- ingest: break_off
-- A load that ended without a word. Parameters: load_id, now.
update lake.loads
set ended_at = getvariable('now'), error = coalesce(error, 'broken off')
where load_id = getvariable('load_id') and ended_at is null;
