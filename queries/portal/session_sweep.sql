-- portal: session_sweep
-- Parameters: moment, idle_before.
delete from state.sessions
where expires_at <= getvariable('moment') or seen_at <= getvariable('idle_before');
