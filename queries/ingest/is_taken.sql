-- ingest: is_taken
-- How many complete loads ended this content. Parameters: source, object_hash.
select count(*) as value
from lake.loads
where source = getvariable('source') and object_hash = getvariable('object_hash') and complete;
