-- NDJSON files of the contract's items, one a line.
-- Lines are read as text, so that one that is not JSON is one row in quarantine and not the end of the file.
--
-- makes: receptions, assignments, appointments, officials, unit-reports

-- entity: receptions
-- files: receptions*.ndjson, receptions*.ndjson.gz, receptions*.jsonl, receptions*.jsonl.gz
-- gives: item
select item
from read_csv(
    getvariable('file'), columns = {'item': 'varchar'}, auto_detect = false, header = false, strict_mode = false,
    delim = chr(1), quote = '', escape = '', max_line_size = 16777216
)
where trim(item) <> '';

-- entity: assignments
-- files: assignments*.ndjson, assignments*.ndjson.gz, assignments*.jsonl, assignments*.jsonl.gz
-- gives: item
select item
from read_csv(
    getvariable('file'), columns = {'item': 'varchar'}, auto_detect = false, header = false, strict_mode = false,
    delim = chr(1), quote = '', escape = '', max_line_size = 16777216
)
where trim(item) <> '';

-- entity: appointments
-- files: appointments*.ndjson, appointments*.ndjson.gz, appointments*.jsonl, appointments*.jsonl.gz
-- gives: item
select item
from read_csv(
    getvariable('file'), columns = {'item': 'varchar'}, auto_detect = false, header = false, strict_mode = false,
    delim = chr(1), quote = '', escape = '', max_line_size = 16777216
)
where trim(item) <> '';

-- entity: officials
-- files: officials*.ndjson, officials*.ndjson.gz, officials*.jsonl, officials*.jsonl.gz
-- gives: item
select item
from read_csv(
    getvariable('file'), columns = {'item': 'varchar'}, auto_detect = false, header = false, strict_mode = false,
    delim = chr(1), quote = '', escape = '', max_line_size = 16777216
)
where trim(item) <> '';

-- entity: unit-reports
-- files: unit-reports*.ndjson, unit-reports*.ndjson.gz, unit-reports*.jsonl, unit-reports*.jsonl.gz
-- gives: item
select item
from read_csv(
    getvariable('file'), columns = {'item': 'varchar'}, auto_detect = false, header = false, strict_mode = false,
    delim = chr(1), quote = '', escape = '', max_line_size = 16777216
)
where trim(item) <> '';
