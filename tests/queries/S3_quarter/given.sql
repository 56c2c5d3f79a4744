insert into given.officials (id, unit_code, active_from) values ('o1', 'ONE-A', '2026-08-01');
insert into given.appointments (id, official_id, date) values ('a', 'o1', '2026-08-10');
