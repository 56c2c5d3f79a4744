//! `qebul audit`: a monitoring of one unit, from its beginning to its end.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::check::Format;
use super::{Terminal, table};
use crate::domain::audit::{AuditNumber, AuditScope};
use crate::domain::language::Language;
use crate::error::{Doing, Error, Result};
use crate::jobs::Environment;
use crate::jobs::audit::{self, Done, Request, life, record};

const SEED: u64 = 1;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Audit {
    /// The unit, with its whole subtree
    #[arg(long, value_name = "U")]
    unit: Option<String>,
    /// First day, such as 2026-07-01
    #[arg(long, value_name = "D")]
    from: Option<NaiveDate>,
    /// Last day
    #[arg(long, value_name = "D")]
    to: Option<NaiveDate>,
    /// Ids and globs of checks (default: all)
    #[arg(long, value_name = "R1,A*", value_delimiter = ',')]
    checks: Vec<String>,
    /// Records to draw for review (default: by rule, 95 % confidence and ± 10 points, at least 20)
    #[arg(long, value_name = "N")]
    sample: Option<u32>,
    /// Seed of the draw
    #[arg(long, value_name = "S", default_value_t = SEED)]
    seed: u64,
    /// Take the records as they are; otherwise the unit's source is pulled first
    #[arg(long)]
    no_pull: bool,
    /// Why this monitoring
    #[arg(long, value_name = "TEXT")]
    question: Option<String>,
    /// The order or the plan's item that it stands on
    #[arg(long, value_name = "TEXT")]
    basis: Option<String>,
    /// Members of the group, separated by commas
    #[arg(long, value_name = "NAMES")]
    members: Option<String>,
    #[command(flatten)]
    place: Place,
    /// Say what would be done, do nothing
    #[arg(long)]
    dry_run: bool,
    #[command(subcommand)]
    command: Option<AuditCommand>,
}

/// Where the report goes, in which language, and who does this.
#[derive(Debug, Args)]
struct Place {
    /// Folder of the report and the sheets (default: `audits` in the reports' folder)
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// az or en (default: the configuration's)
    #[arg(long, value_name = "LANG")]
    lang: Option<Language>,
    /// Who does this, as the log names it
    #[arg(long = "as", value_name = "NAME", default_value = "cli")]
    who: String,
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Begin a planned monitoring, or go on with one
    Run {
        number: AuditNumber,
        #[command(flatten)]
        place: Place,
    },
    /// List monitorings
    List {
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Show one: scope, steps, transitions
    Show {
        number: AuditNumber,
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Take the answers of a filled sheet (CSV or XLSX) and write the report anew
    Review {
        number: AuditNumber,
        file: PathBuf,
        /// The review ends here, whatever is open
        #[arg(long)]
        finish: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Sign the draft: its findings enter the register
    Sign {
        number: AuditNumber,
        #[command(flatten)]
        place: Place,
    },
    /// Send the signed report to the unit: 10 working days for the answer
    Send {
        number: AuditNumber,
        #[command(flatten)]
        place: Place,
    },
    /// Keep the unit's answer
    Answer {
        number: AuditNumber,
        #[arg(long, value_name = "TEXT")]
        text: String,
        #[command(flatten)]
        place: Place,
    },
    /// Close a monitoring
    Close {
        number: AuditNumber,
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
        #[command(flatten)]
        place: Place,
    },
    /// Give a monitoring up; its number stays taken
    Cancel {
        number: AuditNumber,
        #[arg(long, value_name = "TEXT")]
        why: String,
        #[command(flatten)]
        place: Place,
    },
}

impl Place {
    fn language(&self, environment: &Environment) -> Result<Language> {
        self.lang.map_or_else(|| environment.config.ministry.language.parse(), Ok)
    }

    fn folder(&self, environment: &Environment, terminal: &Terminal) -> Result<PathBuf> {
        match &self.out {
            Some(out) => Ok(terminal.folder.join(out)),
            None => Ok(environment.reports_folder()?.join("audits")),
        }
    }
}

impl Audit {
    pub async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        match &self.command {
            Some(command) => command.run(environment, terminal).await,
            None => self.begin(environment, terminal).await,
        }
    }

    async fn begin(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        let (Some(unit), Some(from), Some(to)) = (&self.unit, self.from, self.to) else {
            return Err(Error::usage("a monitoring needs `--unit`, `--from` and `--to`").hint(
                "such as `qebul audit --unit DSMF-QAX --from 2026-07-01 --to 2026-09-30`, or see `qebul audit --help`",
            ));
        };
        let checks = self.checks.iter().map(|glob| glob.trim().to_uppercase()).collect();
        let scope = AuditScope { unit: unit.clone(), from, to, checks, sample: self.sample, seed: self.seed };
        audit::check_scope(environment, &scope)?;
        let folder = self.place.folder(environment, terminal)?;
        if self.dry_run {
            let asked = crate::catalog::audit::asked(&environment.library, &scope)?;
            let units = environment.reference.units.subtree(unit).len();
            terminal.out(&format!(
                "would ask {} checks of {units} units on {} and write to {}",
                asked.checks.len(),
                scope.label(),
                folder.display()
            ));
            if !asked.left_out.is_empty() {
                let ids: Vec<&str> = asked.left_out.iter().map(|check| check.id.as_str()).collect();
                terminal.out(&format!("not asked, because they count by whole months or periods: {}", ids.join(", ")));
            }
            return Ok(0);
        }
        let new = record::New {
            question: self.question.clone(),
            basis: self.basis.clone(),
            members: self.members.clone(),
            ..audit::ad_hoc(scope, !self.no_pull, &self.place.who)
        };
        let request = Request { number: None, new, language: self.place.language(environment)?, folder };
        print_done(terminal, &audit::run(environment, request).await?);
        Ok(0)
    }
}

fn print_done(terminal: &Terminal, done: &Done) {
    let note = match (done.resumed, done.stood) {
        (true, _) => " (went on where it had stopped)",
        (_, true) => " (stood already: the same scope on the same snapshot)",
        _ => "",
    };
    terminal.out(&format!("number   {}{note}", done.audit.audit_id));
    terminal.out(&format!("status   {}", done.audit.status));
    print_report(terminal, &done.produced);
}

fn print_report(terminal: &Terminal, produced: &audit::Produced) {
    terminal.out(&format!("path     {}", produced.path.display()));
    terminal.out(&format!("pages    {}", produced.pages));
    terminal.out(&format!("sha256   {}", produced.sha256));
    for sheet in &produced.sheets {
        terminal.out(&format!("sheet    {}", sheet.display()));
    }
}

impl AuditCommand {
    async fn run(&self, environment: &Environment, terminal: &Terminal) -> Result<u8> {
        match self {
            AuditCommand::Run { number, place } => {
                let number = *number;
                let planned = environment.store.call(move |store| record::get(store, number)).await?;
                let new = record::New {
                    kind: planned.kind,
                    scope: planned.scope(),
                    fresh: planned.fresh,
                    question: planned.question,
                    basis: planned.basis,
                    members: planned.members,
                    author: place.who.clone(),
                    plan: None,
                };
                let folder = place.folder(environment, terminal)?;
                let language = place.language(environment)?;
                let done = audit::run(environment, Request { number: Some(number), new, language, folder }).await?;
                print_done(terminal, &done);
            }
            AuditCommand::List { format } => {
                let all = environment.store.call(record::all).await?;
                if *format == Format::Json {
                    return print_json(terminal, &all);
                }
                let rows: Vec<Vec<String>> = all.iter().map(row).collect();
                terminal.out(&table::render(
                    &["number", "status", "unit", "from", "to", "checks", "rank"],
                    &rows,
                    &[6],
                ));
            }
            AuditCommand::Show { number, format } => show(environment, terminal, *number, *format).await?,
            AuditCommand::Review { number, file, finish, place } => {
                let (work, number, finish) = (environment.clone(), *number, *finish);
                let (file, who) = (terminal.folder.join(file), place.who.clone());
                let (language, folder) = (place.language(environment)?, place.folder(environment, terminal)?);
                let review = environment
                    .store
                    .call(move |store| life::review(&work, store, number, &file, &who, finish, (language, &folder)))
                    .await?;
                terminal.out(&format!(
                    "taken    {} items and {} on-site answers; {} of {} items open",
                    review.taken.items, review.taken.site, review.open, review.items
                ));
                terminal.out(&format!("status   {}", review.status));
                print_report(terminal, &review.produced);
            }
            AuditCommand::Sign { number, place } => {
                let (work, number, who) = (environment.clone(), *number, place.who.clone());
                let (language, folder) = (place.language(environment)?, place.folder(environment, terminal)?);
                let signed = environment
                    .store
                    .call(move |store| life::sign(&work, store, number, &who, (language, &folder)))
                    .await?;
                terminal
                    .out(&format!("signed   {} findings bear its number, {} of them new", signed.named, signed.raised));
                print_report(terminal, &signed.produced);
            }
            AuditCommand::Send { number, place } => {
                let (number, who) = (*number, place.who.clone());
                moved(environment, terminal, move |work, store| life::send(work, store, number, &who)).await?;
            }
            AuditCommand::Answer { number, text, place } => {
                let (number, who, text) = (*number, place.who.clone(), text.clone());
                moved(environment, terminal, move |work, store| life::answer(work, store, number, &who, &text)).await?;
            }
            AuditCommand::Close { number, why, place } => {
                let (number, who, why) = (*number, place.who.clone(), why.clone());
                moved(environment, terminal, move |work, store| life::close(work, store, number, &who, &why)).await?;
            }
            AuditCommand::Cancel { number, why, place } => {
                let (number, who, why) = (*number, place.who.clone(), why.clone());
                moved(environment, terminal, move |work, store| life::cancel(work, store, number, &who, &why)).await?;
            }
        }
        Ok(0)
    }
}

async fn moved(
    environment: &Environment,
    terminal: &Terminal,
    work: impl FnOnce(&Environment, &crate::store::Store) -> Result<record::Audit> + Send + 'static,
) -> Result<()> {
    let environment = environment.clone();
    let store = environment.store.clone();
    let audit = store.call(move |store| work(&environment, store)).await?;
    terminal.out(&format!("{}: {}", audit.audit_id, audit.status));
    if let Some(due) = audit.answer_due {
        terminal.out(&format!("answer due {due}"));
    }
    Ok(())
}

fn row(audit: &record::Audit) -> Vec<String> {
    vec![
        audit.audit_id.to_string(),
        audit.status.to_string(),
        audit.unit.clone(),
        audit.date_from.to_string(),
        audit.date_to.to_string(),
        if audit.checks.is_empty() { "all".into() } else { audit.checks.clone() },
        audit.plan_rank.map_or(String::new(), |rank| rank.to_string()),
    ]
}

fn print_json<T: serde::Serialize>(terminal: &Terminal, value: &T) -> Result<u8> {
    terminal.out(&serde_json::to_string_pretty(value).doing(|| "printing monitorings as JSON".into())?);
    Ok(0)
}

async fn show(environment: &Environment, terminal: &Terminal, number: AuditNumber, format: Format) -> Result<()> {
    let (audit, steps, transitions) = environment
        .store
        .call(move |store| {
            let (steps, transitions) = (record::steps(store, number)?, record::transitions(store, number)?);
            Ok((record::get(store, number)?, steps, transitions))
        })
        .await?;
    if format == Format::Json {
        let whole = serde_json::json!({ "audit": audit, "steps": steps, "transitions": transitions });
        return print_json(terminal, &whole).map(drop);
    }
    let time = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%d %H:%M:%S").to_string();
    terminal.out(&table::render(&["number", "status", "unit", "from", "to", "checks", "rank"], &[row(&audit)], &[6]));
    for (name, value) in [
        ("as of", audit.as_of.map(time)),
        ("snapshot", audit.snapshot_hash.clone()),
        ("seed", Some(audit.seed.to_string())),
        ("question", audit.question.clone()),
        ("basis", audit.basis.clone()),
        ("members", audit.members.clone()),
        ("report", audit.pdf_path.clone()),
        ("sha256", audit.pdf_sha256.clone()),
        ("signed by", audit.signed_by.clone()),
        ("answer due", audit.answer_due.map(|day| day.to_string())),
    ] {
        if let Some(value) = value {
            terminal.out(&format!("{name:<11}{value}"));
        }
    }
    let rows: Vec<Vec<String>> = steps
        .iter()
        .map(|step| {
            vec![step.name.clone(), step.row_count.to_string(), format!("{:.2}", step.seconds), step.detail.clone()]
        })
        .collect();
    terminal.out(&format!("\n{}", table::render(&["step", "rows", "seconds", ""], &rows, &[1, 2])));
    let rows: Vec<Vec<String>> = transitions
        .iter()
        .map(|line| {
            let from = if line.from_status.is_empty() { "–" } else { &line.from_status };
            vec![time(line.happened_at), line.who.clone(), from.to_owned(), line.to_status.clone(), line.why.clone()]
        })
        .collect();
    terminal.out(&format!("\n{}", table::render(&["when", "who", "from", "to", "why"], &rows, &[])));
    Ok(())
}
