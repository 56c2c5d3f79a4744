-- ingest: read_file
-- Lays the items of a file down, so that they are read in chunks. The adapter's query has one column, `item`.
create or replace temp table adapted as
{query};
