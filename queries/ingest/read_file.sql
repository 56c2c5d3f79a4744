-- ingest: read_file
-- Lays the items of a file down, so that they are read in chunks. Placeholder {query}: the adapter's, one column `item`.
create or replace temp table adapted as
{query};
