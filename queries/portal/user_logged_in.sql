-- portal: user_logged_in
-- Parameters: login, moment.
update state.users
set
    last_login_at = getvariable('moment'),
    failed_logins = 0,
    locked_until = null
where login = getvariable('login');
