-- portal: user_set_password
-- Parameters: login, password_hash, must_change.
update state.users
set
    password_hash = getvariable('password_hash'),
    must_change = getvariable('must_change'),
    failed_logins = 0,
    locked_until = null
where login = getvariable('login');
