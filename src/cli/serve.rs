//! `qebul serve`.

use std::net::TcpListener;

use super::{Cli, Terminal, socket};
use crate::app;
use crate::config::Config;
use crate::error::Result;
use crate::jobs::Environment;
use crate::portal::accounts;

/// Runs scheduler, portal and socket until a signal asks for the end.
pub async fn run(cli: &Cli, terminal: &Terminal) -> Result<u8> {
    let config = Config::load(cli.config.as_deref())?;
    let listener = app::bind(config.portal.listen)?;
    let environment = app::environment(config, cli.as_of)?;
    if accounts::list_users(&environment.store)?.is_empty() {
        terminal.err("nobody can log in yet: add a user with `qebul user add LOGIN --role admin`");
    }
    terminal.out(&format!("portal: http://{}", environment.config.portal.listen));
    serve(environment, listener).await?;
    Ok(0)
}

/// Serves an open environment until a signal; the demo ends in it too.
pub async fn serve(environment: Environment, listener: TcpListener) -> Result<()> {
    let stop = app::signal();
    let database = environment.config.database();
    let commands = socket::serve(socket::listen(&database)?, environment.clone(), stop.clone());
    let served = app::serve(environment, listener, commands, stop).await;
    // A socket file without a process behind it would only be replaced at the next start.
    let _ = std::fs::remove_file(socket::path(&database));
    served
}
