delete from given.loads;
insert into given.loads (load_id, source, entity) values (1, 'S1', 'receptions');
