//! The commands: parsed here, one file a command in `cli/`.
//!
//! A command that needs the database runs in the serving process when there is one: the arguments go through the Unix
//! socket beside the file, output and exit code come back (`cli/remote.rs`, `cli/socket.rs`).

mod audit;
mod bench;
mod check;
mod config_check;
mod demo;
mod finding;
mod form;
mod jobs;
mod plan;
mod pull;
mod quarantine;
mod queries_check;
mod register;
mod remote;
mod report;
mod run;
mod score;
mod serve;
mod simulate;
pub mod socket;
mod source;
mod table;
mod templates_check;
mod terminal;
mod user;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Utc};
use clap::{Parser, Subcommand};

use crate::app;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::jobs::Environment;

pub use terminal::Terminal;

/// Qəbulun monitorinqi: pulls citizens' reception records, checks and scores them, typesets the reports
#[derive(Debug, Parser)]
#[command(name = "qebul", version, disable_help_subcommand = true)]
pub struct Cli {
    /// Configuration file (default `./qebul.toml`, else built-in defaults)
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Evaluation time, RFC 3339 (default: the period's closing instant, else now)
    #[arg(long, global = true, value_name = "TIME", value_parser = parse_time)]
    pub as_of: Option<DateTime<Utc>>,
    /// Say more; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    #[command(subcommand)]
    pub command: Command,
}

fn parse_time(text: &str) -> std::result::Result<DateTime<Utc>, String> {
    DateTime::<FixedOffset>::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .map_err(|error| format!("{error}; write it such as 2026-10-08T09:00:00+04:00"))
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The whole thing on one machine: simulated units, pull, checks, scores, reports, portal
    Demo(demo::Demo),
    /// Serve the simulated feeds only
    Simulate(simulate::Simulate),
    /// Run scheduler and portal
    Serve,
    /// Pull records from the sources; exit 3 when some source is incomplete
    Pull(pull::Pull),
    /// Run the checks of a period
    Check(check::Check),
    /// Indicators and index of a period
    Score(score::Score),
    /// Typeset a report
    Report(report::Report),
    /// Write a unit's report form (XLSX), to be filled and put into its source's folder
    Form(form::Form),
    /// Monitor one unit: checks, recount, sample, report
    Audit(audit::Audit),
    /// The month's plan of monitorings: units ranked by risk, with the reasons
    Plan(plan::Plan),
    /// Run a job once
    Run(run::Run),
    /// List jobs, last and next runs, and the sources' state
    Jobs(jobs::Jobs),
    /// The findings: list them, show one, take a step
    #[command(subcommand)]
    Finding(finding::FindingCommand),
    /// The department's registers: trainings, letters, work plan, needs, effects, contradictions
    #[command(subcommand)]
    Register(register::RegisterCommand),
    /// Rows that could not be taken: what waits and why, and taking them again after a fix
    #[command(subcommand)]
    Quarantine(quarantine::Quarantine),
    /// Look at a source
    #[command(subcommand)]
    Source(source::Source),
    /// Manage the portal's users
    #[command(subcommand)]
    User(user::User),
    /// Measure pull, checks and report on a throw-away database
    Bench(bench::Bench),
    /// Look at the configuration
    #[command(subcommand)]
    Config(config_check::ConfigCommand),
    /// Look at the queries
    #[command(subcommand)]
    Queries(queries_check::QueriesCommand),
    /// Look at the report templates
    #[command(subcommand)]
    Templates(templates_check::TemplatesCommand),
}

/// Parses, runs, prints the error if there is one, and answers the exit code.
pub fn main() -> u8 {
    let arguments: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers, not mistakes.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return code;
        }
    };
    let terminal = Terminal::local();
    let outcome = start(&cli, &arguments, &terminal);
    match outcome {
        Ok(code) => code,
        Err(error) => {
            terminal.err(&error.report());
            error.exit_code()
        }
    }
}

fn start(cli: &Cli, arguments: &[String], terminal: &Terminal) -> Result<u8> {
    app::trace(cli.verbose);
    app::install_tls();
    let runtime = app::runtime()?;
    runtime.block_on(async {
        match &cli.command {
            Command::Demo(demo) => demo.run(cli, terminal).await,
            Command::Simulate(simulate) => simulate.run(terminal).await,
            Command::Bench(bench) => bench.run(cli, terminal).await,
            Command::Source(command) => command.run(cli, terminal).await,
            Command::Config(command) => command.run(cli, terminal),
            Command::Queries(command) => command.run(cli, terminal),
            Command::Templates(command) => command.run(cli, terminal),
            Command::Form(form) => form.run(cli, terminal),
            Command::Serve => serve::run(cli, terminal).await,
            _ => {
                let config = Config::load(cli.config.as_deref())?;
                if let Some(code) = remote::forward(&config, arguments, terminal).await? {
                    return Ok(code);
                }
                let environment = app::environment(config, cli.as_of)?;
                execute(cli, &environment, terminal).await
            }
        }
    })
}

/// Runs a command on an open database: in its own process, or in the server for a client at the socket.
pub async fn execute(cli: &Cli, environment: &Environment, terminal: &Terminal) -> Result<u8> {
    let environment = &Environment {
        as_of: cli.as_of,
        clock: cli.as_of.map_or_else(|| environment.clock.clone(), crate::clock::Clock::Fixed),
        ..environment.watched(terminal.watch())
    };
    match &cli.command {
        Command::Pull(pull) => pull.run(environment, terminal).await,
        Command::Check(check) => check.run(environment, terminal).await,
        Command::Score(score) => score.run(environment, terminal).await,
        Command::Report(report) => report.run(environment, terminal).await,
        Command::Audit(audit) => audit.run(environment, terminal).await,
        Command::Plan(plan) => plan.run(environment, terminal).await,
        Command::Run(run) => run.run(environment, terminal).await,
        Command::Jobs(jobs) => jobs.run(environment, terminal).await,
        Command::Finding(command) => command.run(environment, terminal).await,
        Command::Register(command) => command.run(environment, terminal).await,
        Command::Quarantine(command) => command.run(environment, terminal).await,
        Command::User(user) => user.run(environment, terminal).await,
        _ => Err(Error::usage("this command does not run on an open database")
            .hint("give it in a shell of its own, not through the server's socket")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
