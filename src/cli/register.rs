//! `qebul register`: trainings, methodical letters, the work plan; training needs and effects; the contradiction ledger.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::Value;

use super::check::{Format, known_unit};
use super::{Terminal, table};
use crate::catalog::credibility;
use crate::domain::language::Language;
use crate::domain::period::Period;
use crate::error::{Doing, Result};
use crate::jobs::registers::{self, Register};
use crate::jobs::{Environment, evaluate};

#[derive(Debug, Subcommand)]
pub enum RegisterCommand {
    /// Trainings held
    #[command(subcommand)]
    Trainings(Move),
    /// Methodical letters
    #[command(subcommand)]
    Letters(Move),
    /// The work plan
    #[command(subcommand)]
    Plan(Move),
    /// Which checks units fail together, and what to do about it
    Needs(Needs),
    /// Whether trained units did better than the others
    Effects(Effects),
    /// What units reported against what their records say, and how far each can be believed
    Contradictions(Contradictions),
}

#[derive(Debug, Subcommand)]
pub enum Move {
    /// Take a CSV file: new rows are added, known ones brought up to date; one mistake refuses the file
    Import {
        file: PathBuf,
        /// Say what would be taken, take nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Write the register as CSV
    Export { file: PathBuf },
    /// Print the register
    List,
}

#[derive(Debug, Args)]
pub struct Needs {
    /// 2026-09, 2026-Q3, 2026-H2 or 2026
    #[arg(long, value_name = "PERIOD")]
    period: Period,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Effects {
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Contradictions {
    /// Figures of this period, credibility of the 12 months to it
    #[arg(long, value_name = "PERIOD")]
    period: Period,
    /// This unit and what lies below it
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Figures that the records bear out, too
    #[arg(long)]
    all: bool,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

impl RegisterCommand {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        match self {
            RegisterCommand::Trainings(command) => command.run(Register::Trainings, environment, terminal).await,
            RegisterCommand::Letters(command) => command.run(Register::Letters, environment, terminal).await,
            RegisterCommand::Plan(command) => command.run(Register::Plan, environment, terminal).await,
            RegisterCommand::Needs(needs) => needs.run(environment, terminal).await,
            RegisterCommand::Effects(effects) => effects.run(environment, terminal).await,
            RegisterCommand::Contradictions(contradictions) => contradictions.run(environment, terminal).await,
        }
    }
}

impl Move {
    async fn run(&self, register: Register, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let store = &environment.store;
        match self {
            Move::Import { file, dry_run } => {
                let (work, path, dry_run) = (environment.clone(), terminal.folder.join(file), *dry_run);
                let done = store.call(move |store| registers::import(&work, store, register, &path, dry_run)).await?;
                let would = if dry_run { "would take " } else { "" };
                terminal.out(&format!(
                    "{would}{}: {} new, {} changed, {} the same",
                    register.as_str(),
                    done.new,
                    done.changed,
                    done.same
                ));
            }
            Move::Export { file } => {
                let path = terminal.folder.join(file);
                let rows = store.call(move |store| registers::export(store, register, &path)).await?;
                terminal.out(&format!("{}: {rows} rows written to {}", register.as_str(), file.display()));
            }
            Move::List => {
                let (header, rows) = store.call(move |store| registers::list(store, register)).await?;
                terminal.out(&table::render(&header, &rows, &[]));
            }
        }
        Ok(0)
    }
}

impl Needs {
    async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let (work, period) = (environment.clone(), self.period);
        let needs = environment.store.call(move |store| registers::needs(&work, store, period)).await?;
        if self.format == Format::Json {
            return json(terminal, &needs);
        }
        let language: Language = environment.config.ministry.language.parse()?;
        for (place, need) in needs.iter().enumerate() {
            terminal.out(&format!(
                "{}. {} {} ({}): {} of {} units fail, {} without a training on it; {} violations",
                place + 1,
                need.check,
                need.title.get(language),
                need.severity.as_str(),
                need.failing,
                need.judged,
                need.untrained,
                need.violations
            ));
            let shown = need.units.iter().take(12).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = need.units.len().saturating_sub(12);
            terminal.out(&format!("   {shown}{}", if more > 0 { format!(" and {more} more") } else { String::new() }));
            terminal.out(&format!("   {}", need.todo.get(language)));
        }
        if needs.is_empty() {
            terminal.out("no unit fails a check");
        }
        Ok(0)
    }
}

impl Effects {
    async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let work = environment.clone();
        let effects = environment.store.call(move |store| registers::effects(&work, store)).await?;
        if self.format == Format::Json {
            return json(terminal, &effects);
        }
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:+.1}"));
        let rows: Vec<Vec<String>> = effects
            .iter()
            .map(|of| {
                let effect = of.effect.map_or_else(
                    || "not enough data".to_owned(),
                    |effect| format!("{:+.1} ({:+.1} to {:+.1})", effect.value, effect.low, effect.high),
                );
                vec![
                    of.number.clone(),
                    of.held_on.to_string(),
                    of.subject.clone(),
                    of.trained.to_string(),
                    of.others.to_string(),
                    number(of.change),
                    number(of.change_of_others),
                    effect,
                ]
            })
            .collect();
        let header = ["number", "held", "subject", "trained", "others", "change", "others' change", "effect (95 %)"];
        terminal.out(&table::render(&header, &rows, &[3, 4, 5, 6]));
        Ok(0)
    }
}

#[derive(Serialize)]
struct Ledger {
    figures: Vec<Value>,
    corrections: Vec<Value>,
    credibility: Vec<credibility::Credibility>,
}

impl Contradictions {
    async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        known_unit(environment, self.unit.as_deref())?;
        let (work, period, unit, all) = (environment.clone(), self.period, self.unit.clone(), self.all);
        let ledger = environment
            .store
            .call(move |store| {
                let prepared = evaluate::prepare(&work, store, period)?;
                let (session, library) = (&prepared.session, &work.library);
                crate::catalog::checks::run(session, library, &prepared.context, None, &["D2".into()])?;
                credibility::prepare(session, library)?;
                session.set("ledger_period", period.to_string())?;
                session.set("ledger_unit", unit.as_deref())?;
                session.set("only_contradicted", !all)?;
                let mut of_units = credibility::read(session, library)?;
                let below = |code: &str| {
                    unit.as_deref().is_none_or(|root| work.reference.units.subtree(root).iter().any(|u| u.code == code))
                };
                of_units.retain(|of| below(&of.unit));
                Ok(Ledger {
                    figures: session.rows(library.report("contradiction_ledger")?)?,
                    corrections: session.rows(library.report("contradiction_corrections")?)?,
                    credibility: of_units,
                })
            })
            .await?;
        if self.format == Format::Json {
            return json(terminal, &ledger);
        }
        let figures = ["unit", "figure", "claimed", "recounted", "recounted_then", "is_contradicted", "favours"];
        terminal.out(&table::render(&figures, &cells(&ledger.figures, &figures), &[2, 3, 4]));
        let corrections = ["unit", "figure", "before", "after", "submitted_at"];
        terminal.out(&format!("\n{} corrections", ledger.corrections.len()));
        terminal.out(&table::render(&corrections, &cells(&ledger.corrections, &corrections), &[2, 3]));
        terminal.out("");
        let rows: Vec<Vec<String>> = ledger
            .credibility
            .iter()
            .map(|of| {
                vec![
                    of.unit.clone(),
                    of.reports.to_string(),
                    of.figures.to_string(),
                    of.held.to_string(),
                    format!("{:.3}", of.factor.value),
                    format!("{:.3}-{:.3}", of.factor.low, of.factor.high),
                    format!("{}/{}", of.favouring, of.judged),
                    of.p_value.map_or_else(String::new, |p| format!("{p:.3}")),
                ]
            })
            .collect();
        let header = ["unit", "reports", "figures", "held", "credibility", "90 %", "in its favour", "p"];
        terminal.out(&table::render(&header, &rows, &[1, 2, 3, 4]));
        Ok(0)
    }
}

fn cells(rows: &[Value], columns: &[&str]) -> Vec<Vec<String>> {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    rows.iter().map(|row| columns.iter().map(|column| cell(&row[*column])).collect()).collect()
}

fn json(terminal: &Terminal, answer: &impl Serialize) -> Result<u8> {
    terminal.out(&serde_json::to_string_pretty(answer).doing(|| "printing the answer as JSON".into())?);
    Ok(0)
}
