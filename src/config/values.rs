//! Values with units of their own, checked while they are read.

use std::time::Duration;

use serde::{Deserialize, Deserializer, de};

/// A span of time written as `30s`, `2h`, `1h 30m`, `7d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(pub Duration);

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_span(&text).map(Span).ok_or_else(|| {
            de::Error::custom(format!("`{text}` is no span of time: write a number and s, m, h or d, such as \"2h\""))
        })
    }
}

fn parse_span(text: &str) -> Option<Duration> {
    let mut total = Duration::ZERO;
    let mut any = false;
    for part in text.split_whitespace() {
        let split = part.find(|c: char| !c.is_ascii_digit())?;
        let number: u64 = part[..split].parse().ok()?;
        let seconds = match &part[split..] {
            "s" => 1,
            "m" | "min" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => return None,
        };
        total += Duration::from_secs(number.checked_mul(seconds)?);
        any = true;
    }
    any.then_some(total)
}

/// A size written as `10 MiB`, `512KB` or a number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_size(&text)
            .map(Size)
            .ok_or_else(|| de::Error::custom(format!("`{text}` is no size: write it such as \"10 MiB\"")))
    }
}

fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text[..split].parse().ok()?;
    let factor = match text[split..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "kib" => 1 << 10,
        "mb" => 1_000_000,
        "mib" => 1 << 20,
        "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        _ => return None,
    };
    number.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_sizes_are_read_with_their_units() {
        assert_eq!(parse_span("2h"), Some(Duration::from_secs(7_200)));
        assert_eq!(parse_span("1h 30m"), Some(Duration::from_secs(5_400)));
        assert_eq!(parse_span("2"), None);
        assert_eq!(parse_span(""), None);
        assert_eq!(parse_span("99999999999999999999d"), None);
        assert_eq!(parse_size("10 MiB"), Some(10 << 20));
        assert_eq!(parse_size("x"), None);
    }
}
