-- Due on Saturday the 12th, moved to Monday the 14th: a reply of that day is in time.
insert into given.assignments (id, executor_unit, status, due_on, completed_on, replied_on) values
    ('in_time', 'ONE-A', 'done', '2026-09-12', '2026-09-10', '2026-09-14'),
    ('late', 'ONE-A', 'done', '2026-09-12', '2026-09-10', '2026-09-15'),
    ('never', 'ONE-B', 'done', '2026-09-22', '2026-09-10', null),
    ('not_yet', 'ONE-C', 'done', '2026-10-20', '2026-09-10', '2026-10-09'),
    ('fine', 'ONE-D', 'done', '2026-09-22', '2026-09-10', '2026-09-10');
delete from lake.source_columns where source = 'S2' and column_name = 'replied_on';
