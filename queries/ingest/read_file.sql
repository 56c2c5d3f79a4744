-- ingest: read_file
-- Lays an adapter's rows down as JSON objects in the contract's columns. Placeholder {query}: the adapter's select.
create or replace temp table adapted as
select cast(to_json(rows_of_file) as varchar) as item
from (
{query}
) as rows_of_file;
