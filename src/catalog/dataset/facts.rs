//! Everything the report counts, read once: one pass over `queries/reports`, no query is run twice.
//!
//! Agencies and the ministry are sums of their units' rows, so that figures printed in different places are equal by
//! construction.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use serde::de::DeserializeOwned;

use super::coverage::Coverage;
use super::rows::{
    CodeReceptions, EarlierContradiction, EarlierResult, Favour, HourReceptions, MinisterAssignment, MinisterDay,
    MonthAssignments, MonthIndex, MonthReceptions, MonthReturns, Official, OverdueAge, OverdueAssignment,
    RegionReceptions, RegisteredFinding, Rejected, ReturnCause, ReturnPath, SourceState, TopicReceptions, TopicReturns,
    UnitAssignments, UnitReceptions, UnitReturns,
};
use crate::catalog::Library;
use crate::catalog::credibility::{self, Credibility};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::reference::Reference;
use crate::error::{Doing, Result};
use crate::store::Session;

/// How many overdue assignments the register prints; the others are in the attachments.
pub const REGISTER_ROWS: i64 = 40;

/// The counts of one unit, agency or the ministry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    pub receptions: UnitReceptions,
    pub assignments: UnitAssignments,
    pub returns: UnitReturns,
}

/// The answers of the queries of the monthly report.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub coverage: Coverage,
    pub receptions_by_month: Vec<MonthReceptions>,
    pub assignments_by_month: Vec<MonthAssignments>,
    pub returns_by_month: Vec<MonthReturns>,
    pub index_history: Vec<MonthIndex>,
    pub receptions_by_unit: BTreeMap<String, UnitReceptions>,
    pub assignments_by_unit: BTreeMap<String, UnitAssignments>,
    pub returns_by_unit: BTreeMap<String, UnitReturns>,
    pub receptions_by_code: Vec<CodeReceptions>,
    pub receptions_by_topic: Vec<TopicReceptions>,
    pub receptions_by_hour: Vec<HourReceptions>,
    pub receptions_by_region: Vec<RegionReceptions>,
    pub returns_by_topic: Vec<TopicReturns>,
    pub overdue_ages: Vec<OverdueAge>,
    pub overdue_register: Vec<OverdueAssignment>,
    pub officials: Vec<Official>,
    pub minister_days: Vec<MinisterDay>,
    pub minister_assignments: Vec<MinisterAssignment>,
    pub sources: Vec<SourceState>,
    pub rejected: Vec<Rejected>,
    pub contradictions_before: Vec<EarlierContradiction>,
    pub checks_before: Vec<EarlierResult>,
    pub findings: Vec<RegisteredFinding>,
    pub return_causes: Vec<ReturnCause>,
    pub return_paths: Vec<ReturnPath>,
    pub favours: Vec<Favour>,
    pub credibility: Vec<Credibility>,
}

impl Facts {
    /// Runs the queries in a session that has the marts and the variables of the run.
    pub fn read(session: &Session, library: &Library, period: Period, reference: &Reference) -> Result<Facts> {
        set_variables(session, period, reference)?;
        let reader = Reader { session, library };
        reader.run("history")?;
        reader.run("returns")?;
        credibility::prepare(session, library)?;
        Ok(Facts {
            coverage: Coverage::new(reader.rows("coverage")?, &reference.units.sources()),
            receptions_by_month: reader.rows("receptions_by_month")?,
            assignments_by_month: reader.rows("assignments_by_month")?,
            returns_by_month: reader.rows("returns_by_month")?,
            index_history: reader.rows("index_history")?,
            receptions_by_unit: by_unit(reader.rows("receptions_by_unit")?, |row: &UnitReceptions| &row.unit),
            assignments_by_unit: by_unit(reader.rows("assignments_by_unit")?, |row: &UnitAssignments| &row.unit),
            returns_by_unit: by_unit(reader.rows("returns_by_unit")?, |row: &UnitReturns| &row.unit),
            receptions_by_code: reader.rows("receptions_by_code")?,
            receptions_by_topic: reader.rows("receptions_by_topic")?,
            receptions_by_hour: reader.rows("receptions_by_hour")?,
            receptions_by_region: reader.rows("receptions_by_region")?,
            returns_by_topic: reader.rows("returns_by_topic")?,
            overdue_ages: reader.rows("overdue_ages")?,
            overdue_register: reader.rows("overdue_register")?,
            officials: reader.rows("officials")?,
            minister_days: reader.rows("minister_days")?,
            minister_assignments: reader.rows("minister_assignments")?,
            sources: reader.rows("sources")?,
            rejected: reader.rows("rejected_rows")?,
            contradictions_before: reader.rows("contradictions_before")?,
            checks_before: reader.rows("checks_before")?,
            findings: reader.rows("findings")?,
            return_causes: reader.rows("return_causes")?,
            return_paths: reader.rows("return_paths")?,
            favours: reader.rows("contradictions_favour")?,
            credibility: credibility::read(session, library)?,
        })
    }

    /// The counts of the units named, summed.
    pub fn counts<'a>(&self, units: impl IntoIterator<Item = &'a str> + Clone) -> Counts {
        let of = units.into_iter();
        let codes: Vec<&str> = of.collect();
        Counts {
            receptions: UnitReceptions::sum(codes.iter().filter_map(|code| self.receptions_by_unit.get(*code))),
            assignments: UnitAssignments::sum(codes.iter().filter_map(|code| self.assignments_by_unit.get(*code))),
            returns: UnitReturns::sum(codes.iter().filter_map(|code| self.returns_by_unit.get(*code))),
        }
    }

    /// The counts of the whole ministry: every row, also of units that the tables no longer name.
    pub fn total(&self) -> Counts {
        Counts {
            receptions: UnitReceptions::sum(self.receptions_by_unit.values()),
            assignments: UnitAssignments::sum(self.assignments_by_unit.values()),
            returns: UnitReturns::sum(self.returns_by_unit.values()),
        }
    }

    pub fn receptions_of(&self, month: NaiveDate) -> Option<&MonthReceptions> {
        self.receptions_by_month.iter().find(|row| row.month == month)
    }

    pub fn assignments_of(&self, month: NaiveDate) -> Option<&MonthAssignments> {
        self.assignments_by_month.iter().find(|row| row.month == month)
    }

    pub fn returns_of(&self, month: NaiveDate) -> Option<&MonthReturns> {
        self.returns_by_month.iter().find(|row| row.month == month)
    }

    /// The receptions of a month that is there as a whole.
    pub fn whole_month(&self, month: NaiveDate) -> Option<&MonthReceptions> {
        self.receptions_of(month).filter(|_| self.is_whole(month))
    }

    /// The first day with a record, as far back as the report looks.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.receptions_by_month.first().map(|row| row.first_day)
    }

    /// Says whether the 90 days to a month's end, of which return visits are counted, are there as a whole.
    pub fn has_return_window(&self, month: NaiveDate) -> bool {
        let end = Period::containing(PeriodKind::Month, month).last_day();
        self.first_day().is_some_and(|first| first <= end - Days::new(90 - u64::from(LATEST_FIRST_DAY)))
    }

    /// Says whether a month's receptions are there as a whole: the first month of all may begin in its middle.
    pub fn is_whole(&self, month: NaiveDate) -> bool {
        match self.receptions_by_month.iter().position(|row| row.month == month) {
            Some(0) => self.receptions_by_month[0].first_day.day() <= LATEST_FIRST_DAY,
            Some(_) => true,
            None => false,
        }
    }
}

/// January may open on the 5th, behind the holidays and a weekend; later first records mean that the month is not whole.
const LATEST_FIRST_DAY: u32 = 7;

struct Reader<'a> {
    session: &'a Session,
    library: &'a Library,
}

impl Reader<'_> {
    fn rows<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>> {
        self.session.rows(self.library.report(name)?).doing(|| format!("running `queries/reports/{name}.sql`"))
    }

    fn run(&self, name: &str) -> Result<()> {
        self.session.run(self.library.report(name)?).doing(|| format!("running `queries/reports/{name}.sql`"))
    }
}

fn by_unit<T>(rows: Vec<T>, unit: impl Fn(&T) -> &String) -> BTreeMap<String, T> {
    rows.into_iter().map(|row| (unit(&row).clone(), row)).collect()
}

fn set_variables(session: &Session, period: Period, reference: &Reference) -> Result<()> {
    let previous = period.previous();
    let last_year = period.same_last_year();
    session.set("previous_period", previous.to_string())?;
    session.set("previous_from", previous.first_day())?;
    session.set("previous_to", previous.last_day())?;
    session.set("last_year_from", last_year.first_day())?;
    session.set("last_year_to", last_year.last_day())?;
    session.set("trend_from", last_year.first_day())?;
    session.set("history_from", Period::Year { year: period.year() - 1 }.first_day())?;
    session.set("ministry", reference.units.ministry().code.as_str())?;
    session.set("register_rows", REGISTER_ROWS)
}
