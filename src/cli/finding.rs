//! `qebul finding list|show|act`: the findings' register for operators.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::check::{Format, known_unit};
use super::{Terminal, table};
use crate::catalog::Library;
use crate::domain::finding::life::Action;
use crate::domain::finding::{Finding, FindingState};
use crate::error::{Doing, Result};
use crate::jobs::Environment;
use crate::jobs::findings::{self, Acted, Filter, Request, Shown};
use crate::portal::access_log;
use crate::portal::accounts::Actor;

#[derive(Debug, Subcommand)]
pub enum FindingCommand {
    /// The findings that are not settled, the gravest first
    List(List),
    /// One finding with its proposal, its rows and its log
    Show(Show),
    /// Take a step for a user: the same rights as in the portal
    Act(Act),
}

#[derive(Debug, Args)]
pub struct List {
    /// This unit and what lies below it
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// open, notified, acknowledged, disputed, planned, claimed_fixed, verified, closed, reopened, waived or withdrawn
    #[arg(long, value_name = "STATUS", value_parser = parse_status)]
    status: Option<FindingState>,
    /// Only this check
    #[arg(long, value_name = "CHECK")]
    check: Option<String>,
    /// Only those past their deadline
    #[arg(long)]
    overdue: bool,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Show {
    /// The fingerprint, or its beginning
    finding: String,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Act {
    /// The fingerprint, or its beginning
    finding: String,
    /// notify, acknowledge, dispute, uphold, plan, claim_fixed, ask_waiver, refuse_waiver, waive, withdraw, confirm,
    /// dismiss or comment
    #[arg(value_parser = parse_action)]
    action: Action,
    /// The user who acts
    #[arg(long, value_name = "LOGIN")]
    by: String,
    /// What is said about it
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// The last day of a plan or waiver
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// Say what would become of it, write nothing
    #[arg(long)]
    dry_run: bool,
}

fn parse_status(text: &str) -> std::result::Result<FindingState, String> {
    FindingState::parse(text)
        .ok_or_else(|| format!("use one of {}", FindingState::ALL.map(FindingState::as_str).join(", ")))
}

fn parse_action(text: &str) -> std::result::Result<Action, String> {
    let for_people =
        || Action::ALL.into_iter().filter(|action| action.rule().is_some_and(|rule| !rule.roles.is_empty()));
    let action = Action::parse(&text.replace('-', "_")).filter(|action| for_people().any(|known| known == *action));
    action.ok_or_else(|| format!("use one of {}", for_people().map(Action::as_str).collect::<Vec<_>>().join(", ")))
}

impl FindingCommand {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        match self {
            FindingCommand::List(list) => list.run(environment, terminal).await,
            FindingCommand::Show(show) => show.run(environment, terminal).await,
            FindingCommand::Act(act) => act.run(environment, terminal).await,
        }
    }
}

impl List {
    async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        known_unit(environment, self.unit.as_deref())?;
        if let Some(check) = &self.check {
            environment.library.check(check)?;
        }
        let filter = Filter {
            unit: self.unit.clone(),
            status: self.status,
            check: self.check.clone(),
            only_overdue: self.overdue,
        };
        let work = environment.clone();
        let found = environment.store.call(move |store| findings::list(&work, store, &filter)).await?;
        if self.format == Format::Json {
            terminal.out(&serde_json::to_string_pretty(&found).doing(|| "printing the findings as JSON".into())?);
            return Ok(0);
        }
        let today = environment.reference.zone.local_day(environment.now());
        let rows: Vec<Vec<String>> = found.iter().map(|finding| row(finding, today)).collect();
        let header = ["finding", "check", "unit", "period", "severity", "status", "deadline", "level", "rows", "seen"];
        terminal.out(&table::render(&header, &rows, &[8, 9]));
        let overdue = found.iter().filter(|finding| finding.matter.is_overdue(today)).count();
        terminal.out(&format!("\n{} findings, {overdue} past their deadline", found.len()));
        Ok(0)
    }
}

fn row(finding: &Finding, today: NaiveDate) -> Vec<String> {
    let matter = &finding.matter;
    let deadline = matter.deadline.map_or_else(String::new, |deadline| deadline.to_string());
    let look_into = if matter.look_into && matter.confirmed.is_none() { " (to look into)" } else { "" };
    vec![
        finding.fingerprint.chars().take(12).collect(),
        finding.check_id.clone(),
        matter.unit.clone(),
        finding.period.clone(),
        matter.severity.as_str().into(),
        format!("{}{look_into}", matter.status),
        if matter.is_overdue(today) { format!("{deadline} !") } else { deadline },
        matter.level.to_string(),
        finding.remaining.to_string(),
        finding.occurrences.to_string(),
    ]
}

impl Show {
    async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let (work, name) = (environment.clone(), self.finding.clone());
        let shown = environment.store.call(move |store| findings::show(&work, store, &name)).await?;
        if self.format == Format::Json {
            terminal.out(&serde_json::to_string_pretty(&shown).doing(|| "printing the finding as JSON".into())?);
        } else {
            print(&shown, &environment.library, terminal);
        }
        Ok(0)
    }
}

fn print(shown: &Shown, library: &Library, terminal: &Terminal) {
    let finding = &shown.finding;
    let matter = &finding.matter;
    let title = library.check(&finding.check_id).map_or("", |check| &check.title.en);
    terminal.out(&format!("{}  {} {title}", finding.fingerprint, finding.check_id));
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let inherited =
        if finding.origin_unit == matter.unit { String::new() } else { format!(" (found at {})", finding.origin_unit) };
    let overdue = if shown.is_overdue { " (past)" } else { "" };
    let lines = [
        ("unit", format!("{}{inherited}", matter.unit)),
        ("period", format!("{}, seen in {} months", finding.period, finding.occurrences)),
        ("severity", matter.severity.as_str().to_owned()),
        ("status", matter.status.to_string()),
        ("deadline", format!("{}{overdue}", day(matter.deadline))),
        ("level", matter.level.to_string()),
        ("planned", day(matter.planned_for)),
        ("waiver", format!("{} (asked: {})", day(matter.waived_until), day(matter.waiver_asked))),
        ("found", finding.text_en.clone().unwrap_or_default()),
        ("proposal", finding.proposal_az.clone().unwrap_or_default()),
        ("", finding.proposal_en.clone().unwrap_or_default()),
    ];
    for (name, value) in lines {
        terminal.out(&format!("{name:<10}{value}"));
    }
    terminal.out("");
    let log: Vec<Vec<String>> = shown
        .log
        .iter()
        .map(|entry| {
            vec![
                entry.position.to_string(),
                entry.happened_at.format("%Y-%m-%d %H:%M").to_string(),
                entry.who.clone(),
                entry.role.clone(),
                entry.action.as_str().to_owned(),
                entry.to_status.to_string(),
                entry.why.clone(),
            ]
        })
        .collect();
    terminal.out(&table::render(&["#", "at (UTC)", "who", "role", "action", "status", "why"], &log, &[0]));
    terminal.out("");
    let rows: Vec<Vec<String>> = shown
        .rows
        .iter()
        .map(|row| {
            vec![
                row.period.clone(),
                row.source.clone(),
                row.subject_kind.clone(),
                row.subject_id.clone(),
                if row.cured_at.is_some() { "cured".into() } else { "violates".into() },
                row.evidence.clone(),
            ]
        })
        .collect();
    terminal.out(&table::render(&["period", "source", "kind", "id", "state", "evidence"], &rows, &[]));
}

impl Act {
    async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let request = Request {
            finding: self.finding.clone(),
            action: self.action,
            login: self.by.clone(),
            note: self.note.clone(),
            until: self.until,
            dry_run: self.dry_run,
        };
        let actor = Actor { login: self.by.clone(), ..Actor::command_line(environment.clock.now()) };
        let work = environment.clone();
        let log = move |state: &crate::store::Session, acted: &Acted| {
            access_log::add(state, &actor, access_log::Action::FindingChanged, &acted.finding.fingerprint)
        };
        let acted = environment.store.call(move |store| findings::act(&work, store, &request, log)).await?;
        let matter = &acted.finding.matter;
        let mut line = format!(
            "{}{}: {} → {}",
            if self.dry_run { "would be " } else { "" },
            acted.finding.fingerprint,
            acted.entry.from_status,
            matter.status
        );
        if let Some(deadline) = matter.deadline {
            line.push_str(&format!(", deadline {deadline}"));
        }
        terminal.out(&line);
        Ok(0)
    }
}
