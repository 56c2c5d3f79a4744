//! `qebul plan`: the month's plan of monitorings, units ranked by risk with the reasons beside them.

use clap::{Args, Subcommand};

use super::check::Format;
use super::{Terminal, table};
use crate::domain::audit::plan::{Move, Place, Reason};
use crate::domain::period::Period;
use crate::error::{Doing, Error, Result};
use crate::jobs::{Environment, plan};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Plan {
    /// The month in which the monitorings are held, such as 2026-10
    #[arg(long, value_name = "PERIOD")]
    period: Option<Period>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(subcommand)]
    command: Option<PlanCommand>,
}

#[derive(Debug, Subcommand)]
enum PlanCommand {
    /// Move a unit into a month's plan
    In(Moved),
    /// Move a unit out of a month's plan
    Out(Moved),
}

#[derive(Debug, Args)]
struct Moved {
    /// The month, such as 2026-10
    #[arg(long, value_name = "PERIOD")]
    period: Period,
    #[arg(long, value_name = "U")]
    unit: String,
    /// Why; printed beside the unit
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// Who does this, as the log names it
    #[arg(long = "as", value_name = "NAME", default_value = "cli")]
    who: String,
}

impl Plan {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let work = environment.clone();
        match &self.command {
            Some(PlanCommand::In(moved)) => move_unit(environment, terminal, moved, true).await,
            Some(PlanCommand::Out(moved)) => move_unit(environment, terminal, moved, false).await,
            None => {
                let Some(month) = self.period else {
                    return Err(Error::usage("a plan needs `--period`").hint("such as `qebul plan --period 2026-10`"));
                };
                let plan = environment.store.call(move |store| plan::month(&work, store, month)).await?;
                if self.format == Format::Json {
                    let act = || "printing the plan as JSON".into();
                    terminal.out(&serde_json::to_string_pretty(&plan).doing(act)?);
                    return Ok(0);
                }
                print(terminal, &plan);
                Ok(0)
            }
        }
    }
}

async fn move_unit(environment: &Environment, terminal: &Terminal, moved: &Moved, is_in: bool) -> Result<u8> {
    let (work, month) = (environment.clone(), moved.period);
    let one = Move { unit: moved.unit.clone(), is_in, who: moved.who.clone(), why: moved.why.clone() };
    let named = one.unit.clone();
    environment.store.call(move |store| plan::move_unit(&work, store, month, &one)).await?;
    terminal.out(&format!("{named} is moved {} the plan of {month}", if is_in { "into" } else { "out of" }));
    Ok(0)
}

fn print(terminal: &Terminal, plan: &plan::MonthPlan) {
    let rows: Vec<Vec<String>> = plan
        .places
        .iter()
        .map(|place| {
            let moved = plan.moves.iter().find(|moved| moved.unit == place.unit);
            let why = moved.map(|moved| format!(" ({}: {})", moved.who, moved.why)).unwrap_or_default();
            vec![
                place.rank.to_string(),
                place.unit.clone(),
                format!("{:.1}", place.points),
                if place.is_planned { "yes" } else { "no" }.to_owned(),
                format!("{}{why}", place.because),
                reasons(place),
            ]
        })
        .collect();
    terminal.out(&table::render(&["rank", "unit", "points", "planned", "because", "reasons"], &rows, &[0, 2]));
    let planned = plan.places.iter().filter(|place| place.is_planned).count();
    terminal.out(&format!(
        "\n{planned} of {} units planned for {} (room for {}), ranked by {}; they cover {} to {}",
        plan.places.len(),
        plan.month,
        plan.room,
        plan.scored,
        plan.from,
        plan.to
    ));
}

/// "never monitored 24.0; index 61.2 11.9; 4 open high findings 16.0".
fn reasons(place: &Place) -> String {
    let text = |reason: &Reason| {
        let count = reason.value.round() as i64;
        let what = match reason.what.as_str() {
            "index" => format!("index {:.1}", reason.value),
            "no_index" => "no index".to_owned(),
            "fall" => format!("index fell by {:.1}", reason.value),
            "open_high" => format!("{count} open findings of high severity"),
            "overdue" => format!("{count} findings overdue"),
            "contradictions" => format!("{count} figures contradicted"),
            "anomalies" => format!("{count} anomalies"),
            "complaints" => format!("{count} complaints about it"),
            "volume" => format!("{count} receptions"),
            "months_since" => format!("{count} months since the last"),
            "never" => "never monitored".to_owned(),
            "unreliable" => "data unreliable".to_owned(),
            other => other.to_owned(),
        };
        format!("{what} +{:.1}", reason.points)
    };
    place.reasons.iter().map(text).collect::<Vec<_>>().join("; ")
}
