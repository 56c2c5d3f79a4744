-- portal: user_secret
-- What is needed to verify a password. Parameter: login.
select password_hash, disabled, failed_logins, locked_until
from state.users
where login = getvariable('login');
