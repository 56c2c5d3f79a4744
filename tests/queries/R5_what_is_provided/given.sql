-- Dates and topics only: neither citizens nor ends are missing where the source has no such columns.
delete from lake.source_columns
where source = 'S1' and column_name in ('ended_at', 'citizen', 'outcome', 'official_id');
delete from lake.source_columns where source = 'S2' and column_name in ('topic', 'outcome');
insert into given.receptions (source, id, unit_code, started_at, ended_at, citizen, outcome, topic, level) values
    ('S1', 'with', 'ONE-A', '2026-09-09 10:00:00', null, null, null, 'pension', null),
    ('S1', 'without', 'ONE-A', '2026-09-09 10:00:00', null, null, null, null, null),
    ('S2', 'other', 'TWO-A', '2026-09-09 10:00:00', null, null, null, null, null);
