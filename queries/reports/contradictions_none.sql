-- id: contradictions_none
-- title: The ledger's table without rows, where check D2 was not run
-- grain: ledger_now, empty
create or replace temp table ledger_now as
select * exclude (load_id, as_of) from lake.contradictions limit 0;
