//! The ministry's time zone: from UTC, in which times are kept, to the local days in which people count.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::period::Period;
use crate::error::{Error, Result};

/// A time zone of the IANA list; `Asia/Baku` unless told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(pub Tz);

impl Default for Zone {
    fn default() -> Self {
        Zone(Tz::Asia__Baku)
    }
}

impl Zone {
    pub fn parse(name: &str) -> Result<Zone> {
        name.parse().map(Zone).map_err(|_| {
            Error::usage(format!("unknown time zone `{name}`")).hint("use a name of the IANA list, such as `Asia/Baku`")
        })
    }

    pub fn name(self) -> &'static str {
        self.0.name()
    }

    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.0).naive_local()
    }

    pub fn local_day(self, instant: DateTime<Utc>) -> NaiveDate {
        self.local(instant).date()
    }

    /// The first instant of a local day.
    pub fn day_start(self, day: NaiveDate) -> DateTime<Utc> {
        self.at(day, NaiveTime::MIN)
    }

    /// The instant of a local time: the earlier one where clocks were set back, by the old offset where they were set
    /// forward over it.
    pub fn at(self, day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        let local = day.and_time(time);
        match self.0.from_local_datetime(&local).earliest() {
            Some(instant) => instant.with_timezone(&Utc),
            None => {
                let before = local.checked_sub_days(Days::new(1)).unwrap_or(local);
                let offset = self.0.offset_from_utc_datetime(&before).fix().local_minus_utc();
                (local - TimeDelta::seconds(offset.into())).and_utc()
            }
        }
    }

    /// The instants of a period, half-open: from the first day's start to the start of the day after the last.
    pub fn bounds(self, period: &Period) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.day_start(period.first_day()), self.day_start(period.next().first_day()))
    }

    /// The offsets from UTC in seconds and when each begins, 2010 to 2040, oldest first. The first begins with the year 1.
    pub fn offsets(self) -> Vec<(DateTime<Utc>, i32)> {
        let instant = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN).and_utc();
        let mut offsets = vec![(instant(1), self.offset(instant(2010)))];
        let mut day = instant(2010);
        while day < instant(2040) {
            let next = day + TimeDelta::days(1);
            if self.offset(next) != self.offset(day) {
                offsets.push((self.change_between(day, next), self.offset(next)));
            }
            day = next;
        }
        offsets
    }

    fn offset(self, instant: DateTime<Utc>) -> i32 {
        self.0.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc()
    }

    /// The first second with the later offset, by bisection.
    fn change_between(self, mut before: DateTime<Utc>, mut after: DateTime<Utc>) -> DateTime<Utc> {
        let late = self.offset(after);
        while after - before > TimeDelta::seconds(1) {
            let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
            if self.offset(middle) == late { after = middle } else { before = middle }
        }
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn baku_days_begin_four_hours_before_utc() {
        let zone = Zone::default();
        assert_eq!(zone.day_start(date("2026-09-01")), instant("2026-08-31T20:00:00Z"));
        assert_eq!(zone.local_day(instant("2026-08-31T19:59:59Z")), date("2026-08-31"));
        assert_eq!(zone.local_day(instant("2026-08-31T20:00:00Z")), date("2026-09-01"));
        let (from, to) = zone.bounds(&"2026-09".parse().unwrap());
        assert_eq!((from, to), (instant("2026-08-31T20:00:00Z"), instant("2026-09-30T20:00:00Z")));
    }

    #[test]
    fn baku_summers_to_2015_were_one_hour_on() {
        let offsets = Zone::default().offsets();
        assert_eq!(offsets[0], (instant("0001-01-01T00:00:00Z"), 14_400));
        assert_eq!(offsets[1], (instant("2010-03-28T00:00:00Z"), 18_000));
        assert_eq!(offsets[offsets.len() - 1], (instant("2015-10-25T00:00:00Z"), 14_400));
        assert_eq!(offsets.len(), 13);
        assert_eq!(Zone::default().day_start(date("2015-07-01")), instant("2015-06-30T19:00:00Z"));
    }

    #[test]
    fn skipped_and_repeated_local_times_have_an_instant() {
        let zone = Zone::parse("America/New_York").unwrap();
        let time = NaiveTime::from_hms_opt(2, 30, 0).unwrap();
        assert_eq!(zone.at(date("2017-03-12"), time), instant("2017-03-12T07:30:00Z"));
        let time = NaiveTime::from_hms_opt(1, 30, 0).unwrap();
        assert_eq!(zone.at(date("2017-11-05"), time), instant("2017-11-05T05:30:00Z"));
        assert_eq!(zone.offsets().len(), 61);
    }

    #[test]
    fn an_unknown_zone_is_a_usage_error() {
        let error = Zone::parse("Bakı").unwrap_err();
        assert_eq!(
            error.report(),
            "error: unknown time zone `Bakı`\n\nhint: use a name of the IANA list, such as `Asia/Baku`"
        );
        assert_eq!(error.exit_code(), 2);
    }

    proptest! {
        #[test]
        fn offsets_say_what_the_zone_says(seconds in 1_262_304_000i64..2_208_988_800, new_york in any::<bool>()) {
            let zone = if new_york { Zone(Tz::America__New_York) } else { Zone::default() };
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            let (_, offset) = *zone.offsets().iter().rev().find(|(from, _)| *from <= at).unwrap();
            prop_assert_eq!(at.naive_utc() + TimeDelta::seconds(offset.into()), zone.local(at));
            let day = zone.local_day(at);
            prop_assert!(zone.day_start(day) <= at && at < zone.day_start(day.succ_opt().unwrap()));
        }
    }
}
