//! The period that a page speaks about, with the newest runs that judged it.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::domain::period::{Period, PeriodKind};
use crate::error::{Error, Result};
use crate::portal::reader::Reader;

/// A period with its newest check and score runs.
#[derive(Debug, Clone)]
pub struct Month {
    pub period: Period,
    pub check_run: Option<i64>,
    pub score_run: Option<i64>,
    pub as_of: Option<DateTime<Utc>>,
    pub model: Option<String>,
    /// The period shown when none is chosen.
    pub is_newest: bool,
    /// All periods that can be chosen, newest first.
    pub all: Vec<Known>,
}

/// A period that was judged.
#[derive(Debug, Clone)]
pub struct Known {
    pub period: Period,
    pub check_run: Option<i64>,
    pub score_run: Option<i64>,
}

#[derive(Deserialize)]
struct Row {
    period: String,
    check_run: Option<i64>,
    score_run: Option<i64>,
    as_of: Option<DateTime<Utc>>,
    model: Option<String>,
}

/// `?period=2026-09`, on every page that speaks about a period.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Ask {
    pub period: Option<String>,
}

impl Month {
    /// The period asked for, else the newest; `None` before anything was judged. Binds its runs for the queries that follow.
    ///
    /// # Errors
    /// A period was asked for that nothing is known about.
    pub fn find(reader: &Reader, asked: Option<&str>) -> Result<Option<Month>> {
        let rows: Vec<Row> = reader.rows(include_str!("../../../queries/portal/periods.sql"))?;
        let mut known: Vec<(Period, Row)> =
            rows.into_iter().filter_map(|row| Some((row.period.parse().ok()?, row))).collect();
        known.sort_by_key(|(period, _)| (std::cmp::Reverse(period.last_day()), period.kind()));
        let newest = newest(&known, reader);
        let index = match asked.filter(|asked| !asked.is_empty()) {
            Some(asked) => {
                let wanted = known.iter().position(|(period, _)| period.to_string() == asked);
                Some(wanted.ok_or_else(|| Error::not_found(format!("nothing is known about the period `{asked}`")))?)
            }
            None => newest,
        };
        let Some(index) = index else { return Ok(None) };
        let all = known.iter().map(|(period, row)| Known {
            period: *period,
            check_run: row.check_run,
            score_run: row.score_run,
        });
        let all = all.collect();
        let (period, row) = known.swap_remove(index);
        let month = Month {
            period,
            check_run: row.check_run,
            score_run: row.score_run,
            as_of: row.as_of,
            model: row.model,
            is_newest: Some(index) == newest,
            all,
        };
        month.bind(reader)?;
        Ok(Some(month))
    }

    pub fn newest(reader: &Reader) -> Result<Option<Month>> {
        Month::find(reader, None)
    }

    fn bind(&self, reader: &Reader) -> Result<()> {
        reader.set("period", self.period.to_string())?;
        reader.set("check_run", self.check_run)?;
        reader.set("score_run", self.score_run)?;
        Ok(())
    }

    /// The period before this one, if it was judged.
    pub fn before(&self) -> Option<&Known> {
        let before = self.period.previous();
        self.all.iter().find(|known| known.period == before)
    }

    /// This period and the twelve of its kind before it, oldest first.
    pub fn run_up(&self) -> Vec<Period> {
        let mut periods = vec![self.period];
        while periods.len() < 13 {
            periods.push(periods[periods.len() - 1].previous());
        }
        periods.reverse();
        periods
    }
}

/// The newest month that had ended when it was judged, else the newest month, else the newest period of any kind.
fn newest(known: &[(Period, Row)], reader: &Reader) -> Option<usize> {
    let zone = reader.portal().reference.zone;
    let is_month = |period: &Period| period.kind() == PeriodKind::Month;
    let has_ended =
        |period: &Period, row: &Row| row.as_of.is_some_and(|as_of| zone.local_day(as_of) > period.last_day());
    known
        .iter()
        .position(|(period, row)| is_month(period) && row.score_run.is_some() && has_ended(period, row))
        .or_else(|| known.iter().position(|(period, _)| is_month(period)))
        .or_else(|| (!known.is_empty()).then_some(0))
}
