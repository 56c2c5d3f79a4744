-- portal: session
-- One session with its user. Parameter: token_hash.
select
    sessions.token_hash,
    sessions.login,
    sessions.csrf,
    sessions.seen_at,
    sessions.expires_at,
    users.role,
    users.unit,
    users.language,
    users.must_change
from state.sessions as sessions
inner join state.users as users on sessions.login = users.login
where sessions.token_hash = getvariable('token_hash') and not users.disabled;
