//! Times and dates as the contract writes them, read without going through a general parser.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use crate::domain::zone::Zone;

/// Reads `2026-09-01T10:15:00+04:00` (RFC 3339, an offset is a must), cut to microseconds as the store keeps them.
pub fn instant(text: &str) -> Option<DateTime<Utc>> {
    let bytes = text.as_bytes();
    let (local, rest) = local_time(bytes, |b| matches!(b, b'T' | b't' | b' '))?;
    let utc = match rest {
        [b'Z' | b'z'] => local,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            local.checked_sub_signed(offset(*sign, [*h1, *h2, *m1, *m2])?)?
        }
        _ => return None,
    };
    Some(utc.and_utc())
}

/// Reads what databases write: an instant, a local time without offset, or a date (the start of that local day).
pub fn loose_instant(text: &str, zone: Zone) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Some(day) = date(text) {
        return Some(zone.day_start(day));
    }
    let bytes = text.as_bytes();
    let is_separator = |b: u8| matches!(b, b'T' | b't' | b' ');
    if let Some((local, rest)) = local_time(bytes, is_separator).or_else(|| minutes_time(bytes, is_separator)) {
        return match rest {
            [] => Some(zone.at(local.date(), local.time())),
            [b'Z' | b'z'] => Some(local.and_utc()),
            // "+00" and "+0000" as well as "+00:00".
            [sign @ (b'+' | b'-'), h1, h2, rest @ ..] => {
                let (m1, m2) = match rest {
                    [] => (b'0', b'0'),
                    [b':', m1, m2] | [m1, m2] => (*m1, *m2),
                    _ => return None,
                };
                Some(local.checked_sub_signed(offset(*sign, [*h1, *h2, m1, m2])?)?.and_utc())
            }
            _ => None,
        };
    }
    let local = spreadsheet(text)?;
    Some(zone.at(local.date(), local.time()))
}

/// Reads `2026-09-01`.
pub fn date(text: &str) -> Option<NaiveDate> {
    match text.as_bytes() {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
            let year = number(&[*y1, *y2, *y3, *y4])?;
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
        }
        _ => None,
    }
}

/// Reads a date, or the date of a time at midnight as databases and spreadsheets write a date.
pub fn loose_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let is_midnight =
        |rest: &str| matches!(rest, "" | " 00:00:00" | "T00:00:00" | " 00:00:00.000" | "T00:00:00.000" | "T00:00:00Z");
    if let Some((day, rest)) = text.split_at_checked(10)
        && let (Some(day), true) = (date(day), is_midnight(rest))
    {
        return Some(day);
    }
    spreadsheet(text).filter(|at| at.time() == NaiveTime::MIN).map(|at| at.date())
}

/// Reads what spreadsheets make of a time: `01.09.2026`, `1.9.2026 9:05`, or the number of days since 1899-12-30
/// (`46266,427`). Dates with slashes are not read: nobody can tell the day from the month.
fn spreadsheet(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once(' ').map_or((text, ""), |(day, time)| (day, time.trim_start()));
    let mut parts = day.split('.');
    if let (Some(d), Some(m), Some(y), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        && y.len() == 4
    {
        let day = NaiveDate::from_ymd_opt(i32::try_from(short(y)?).ok()?, short(m)?, short(d)?)?;
        return Some(day.and_time(if time.is_empty() { NaiveTime::MIN } else { clock(time)? }));
    }
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_serial =
        whole.len() == 5 && [whole, fraction].iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let days: i64 = if is_serial { whole.parse().ok()? } else { return None };
    // 2000 to 2099: other numbers of five digits are something else.
    if !(36_526..=73_050).contains(&days) {
        return None;
    }
    let part: f64 = format!("0.{fraction}").parse().ok()?;
    // A spreadsheet's fraction of a day is good to the second.
    let seconds = (part * 86_400.0).round() as i64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::seconds(days * 86_400 + seconds))
}

/// Reads `9:05` or `09:05:30` as a time of day.
fn clock(text: &str) -> Option<NaiveTime> {
    let mut parts = text.split(':');
    let (hour, minute) = (short(parts.next()?)?, parts.next().filter(|minute| minute.len() == 2)?);
    let second = parts.next().map_or(Some(0), short)?;
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, short(minute)?, second)
}

/// Reads a time of day as spreadsheets write it, as `HH:MM`.
pub fn loose_minute(text: &str) -> Option<String> {
    let time = clock(text.trim())?;
    (time.second() == 0).then(|| time.format("%H:%M").to_string())
}

/// Reads one to four digits.
fn short(digits: &str) -> Option<u32> {
    if (1..=4).contains(&digits.len()) { number(digits.as_bytes()) } else { None }
}

/// Tells whether the text is a time of day as `HH:MM`.
pub fn is_minute(text: &str) -> bool {
    let [h1, h2, b':', m1, m2] = text.as_bytes() else { return false };
    number(&[*h1, *h2]).is_some_and(|hour| hour < 24) && number(&[*m1, *m2]).is_some_and(|minute| minute < 60)
}

/// Reads date, separator and `HH:MM:SS[.fraction]`; gives back what follows.
fn local_time(bytes: &[u8], is_separator: impl Fn(u8) -> bool) -> Option<(NaiveDateTime, &[u8])> {
    if bytes.len() < 19 || !is_separator(bytes[10]) || bytes[13] != b':' || bytes[16] != b':' {
        return None;
    }
    let day = date(std::str::from_utf8(&bytes[..10]).ok()?)?;
    let (hour, minute) = (number(&bytes[11..13])?, number(&bytes[14..16])?);
    let mut second = number(&bytes[17..19])?;
    // A leap second has no place of its own in the store: it is the last microsecond before the next minute.
    let is_leap = second == 60;
    if is_leap {
        second = 59;
    }
    let mut rest = &bytes[19..];
    let mut micros = 0;
    if let [b'.' | b',', fraction @ ..] = rest {
        let digits = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        let places = fraction[..digits].iter().map(|b| u32::from(b - b'0')).chain(std::iter::repeat(0));
        micros = places.take(6).fold(0, |sum, digit| sum * 10 + digit);
        rest = &fraction[digits..];
    }
    if is_leap {
        micros = 999_999;
    }
    Some((day.and_time(NaiveTime::from_hms_micro_opt(hour, minute, second, micros)?), rest))
}

/// Reads date, separator and `HH:MM`.
fn minutes_time(bytes: &[u8], is_separator: impl Fn(u8) -> bool) -> Option<(NaiveDateTime, &[u8])> {
    if bytes.len() < 16 || !is_separator(bytes[10]) || bytes[13] != b':' {
        return None;
    }
    let day = date(std::str::from_utf8(&bytes[..10]).ok()?)?;
    let time = NaiveTime::from_hms_opt(number(&bytes[11..13])?, number(&bytes[14..16])?, 0)?;
    Some((day.and_time(time), &bytes[16..]))
}

fn offset(sign: u8, [h1, h2, m1, m2]: [u8; 4]) -> Option<TimeDelta> {
    let (hours, minutes) = (number(&[h1, h2])?, number(&[m1, m2])?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let ahead = TimeDelta::minutes(i64::from(hours * 60 + minutes));
    Some(if sign == b'-' { -ahead } else { ahead })
}

/// Reads digits only.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> Option<DateTime<Utc>> {
        Some(DateTime::parse_from_rfc3339(text).unwrap().to_utc())
    }

    #[test]
    fn an_instant_needs_an_offset() {
        assert_eq!(instant("2026-09-01T10:15:00+04:00"), utc("2026-09-01T06:15:00Z"));
        assert_eq!(instant("2026-09-01T10:15:00.5Z"), utc("2026-09-01T10:15:00.5Z"));
        assert_eq!(instant("2026-09-01T10:15:00.123456789-01:30"), utc("2026-09-01T11:45:00.123456Z"));
        assert_eq!(instant("2016-12-31T23:59:60Z"), utc("2016-12-31T23:59:59.999999Z"));
        for bad in [
            "",
            "2026-09-01",
            "2026-09-01T10:15:00",
            "2026-09-01T10:15:00+0400",
            "2026-09-01T10:15Z",
            "2026-09-31T10:15:00Z",
            "2026-09-01T24:00:00Z",
            "2026-09-01T10:15:00.Z",
            "2026-09-01T10:15:00Z ",
            "2026-09-01T10:15:00+25:00",
            "2026-09-01T10:15:61Z",
            "əəəəəəəəəəəəəəəəəəəə",
        ] {
            assert_eq!(instant(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_file_may_leave_the_offset_out() {
        let baku = Zone::default();
        for text in [
            "2026-09-01 10:15:00",
            "2026-09-01T10:15",
            "2026-09-01 06:15:00+00",
            "2026-09-01 10:15:00+0400",
            "2026-09-01T06:15:00Z",
        ] {
            assert_eq!(loose_instant(text, baku), utc("2026-09-01T06:15:00Z"), "{text}");
        }
        assert_eq!(loose_instant("2026-09-01", baku), utc("2026-08-31T20:00:00Z"));
        assert_eq!(loose_instant("2026-09-01 10:15:00.25", baku), utc("2026-09-01T06:15:00.25Z"));
        for text in ["01.09.2026 10:15", "1.9.2026 10:15:00", "46266.4270833333", "46266,42708"] {
            assert_eq!(loose_instant(text, baku), utc("2026-09-01T06:15:00Z"), "{text}");
        }
        assert_eq!(loose_instant("01.09.2026", baku), utc("2026-08-31T20:00:00Z"));
        for bad in [
            "",
            "01/09/2026",
            "32.09.2026",
            "1.9.26",
            "01.09.2026 25:00",
            "4626",
            "99999",
            "46266,",
            "2026-09-01 10",
            "2026-09-01 10:15:00+4",
            "10:15",
        ] {
            assert_eq!(loose_instant(bad, baku), None, "{bad}");
        }
    }

    #[test]
    fn dates_are_strict_in_feeds_and_may_be_midnight_in_files() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 29);
        assert_eq!(date("2024-02-29"), day);
        assert_eq!(loose_date("2024-02-29 00:00:00"), day);
        for text in ["29.02.2024", "29.2.2024 0:00", "45351", "45351.0"] {
            assert_eq!(loose_date(text), day, "{text}");
        }
        for bad in ["45351.5", "29.02.2023", "29.02.2024 10:15", "2/29/2024", "x45351"] {
            assert_eq!(loose_date(bad), None, "{bad}");
        }
        for bad in ["2023-02-29", "2024-2-29", "2024-02-29T00:00:00", " 2024-02-29", "+024-02-29", "29.02.2024"] {
            assert_eq!(date(bad), None, "{bad}");
        }
        assert_eq!(loose_date("2024-02-29 00:00:01"), None);
        assert_eq!(loose_date("2024-02-2ə"), None);
    }

    #[test]
    fn a_minute_is_two_and_two_digits() {
        assert!(is_minute("00:00") && is_minute("23:59"));
        for bad in ["24:00", "12:60", "1:30", "12:30:00", ""] {
            assert!(!is_minute(bad), "{bad}");
        }
    }

    #[test]
    fn a_spreadsheets_time_of_day_is_a_minute() {
        assert_eq!(loose_minute("9:05").as_deref(), Some("09:05"));
        assert_eq!(loose_minute(" 09:30:00 ").as_deref(), Some("09:30"));
        for bad in ["9:5", "09:30:15", "24:00", "9", "09:30:00:00"] {
            assert_eq!(loose_minute(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_chrono(seconds in -60_000_000_000_i64..200_000_000_000, micros in 0_u32..1_000_000, offset in -1439_i32..=1439) {
            let at = DateTime::from_timestamp(seconds, micros * 1000).unwrap();
            let zone = chrono::FixedOffset::east_opt(offset * 60).unwrap();
            prop_assert_eq!(instant(&at.with_timezone(&zone).to_rfc3339()), Some(at));
        }

        #[test]
        fn any_text_is_taken(text in ".{0,40}") {
            instant(&text);
            loose_instant(&text, Zone::default());
            loose_date(&text);
        }
    }
}
