-- state: finding_holders
-- The findings that hold rows seen again. Temp table: held_elsewhere.
select distinct holder as fingerprint
from held_elsewhere
order by holder;
