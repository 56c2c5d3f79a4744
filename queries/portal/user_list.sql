-- portal: user_list
-- All accounts, without their passwords' hashes.
select
    login,
    role,
    unit,
    email,
    language,
    must_change,
    disabled,
    created_at,
    last_login_at,
    failed_logins,
    locked_until
from state.users
order by login;
