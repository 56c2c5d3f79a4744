-- state: acting_user
-- Parameter: login.
select
    role,
    unit,
    disabled
from state.users
where login = getvariable('login');
