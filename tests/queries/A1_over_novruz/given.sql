-- Due on the first holiday, 20 March: moved to the 31st. The as-of is the 31st, then 1 April.
insert into given.assignments (id, issued_on, due_on) values ('holiday', '2026-03-02', '2026-03-20');
