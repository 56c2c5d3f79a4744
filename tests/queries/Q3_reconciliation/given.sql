insert into lake.source_counts values
    (1, 'S1', 'receptions', '2026-10-07 22:00:00', 100, 90), (2, 'S1', 'receptions', '2026-10-07 23:00:00', 100, 100),
    (1, 'S2', 'receptions', '2026-10-07 22:00:00', 100, 99);
delete from lake.source_columns where source = 'S2' and entity <> 'receptions';
