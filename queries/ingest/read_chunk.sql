-- ingest: read_chunk
-- Parameters: first_row, next_row.
select item
from adapted
where rowid >= getvariable('first_row') and rowid < getvariable('next_row')
order by rowid;
