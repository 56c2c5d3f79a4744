-- portal: user_failed
-- Counts one wrong password. Parameters: login, failed_logins, locked_until.
update state.users
set
    failed_logins = getvariable('failed_logins'),
    locked_until = getvariable('locked_until')
where login = getvariable('login');
