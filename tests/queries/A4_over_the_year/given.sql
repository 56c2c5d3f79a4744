-- 26 December 2025: 15 working days end on 22 January 2026 (holidays of New Year and 20 January).
insert into given.assignments (id, issued_on, due_on) values ('in', '2025-12-26', '2026-01-22'), ('over', '2025-12-26', '2026-01-23');
delete from lake.source_columns where source = 'S2' and column_name = 'term';
