//! Counters of the running portal, in Prometheus' text format.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};

/// Upper bounds of the histogram in seconds.
const BOUNDS: [f64; 8] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

#[derive(Default)]
pub struct Metrics {
    /// Answers by the first digit of their status.
    classes: [AtomicU64; 6],
    /// Answers by duration; the last counts those over every bound.
    buckets: [AtomicU64; BOUNDS.len() + 1],
    microseconds: AtomicU64,
}

impl Metrics {
    pub fn observe(&self, status: u16, seconds: f64) {
        self.classes[usize::from(status / 100).min(5)].fetch_add(1, Ordering::Relaxed);
        let bucket = BOUNDS.iter().position(|bound| seconds <= *bound).unwrap_or(BOUNDS.len());
        self.buckets[bucket].fetch_add(1, Ordering::Relaxed);
        let micros = std::time::Duration::try_from_secs_f64(seconds).map_or(0, |duration| duration.as_micros());
        self.microseconds.fetch_add(u64::try_from(micros).unwrap_or(0), Ordering::Relaxed);
    }

    /// The counters as text.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "# HELP qebul_http_answers_total Answers by class of status.\n# TYPE qebul_http_answers_total counter\n",
        );
        for (class, count) in self.classes.iter().enumerate().skip(1) {
            let _ = writeln!(text, "qebul_http_answers_total{{class=\"{class}xx\"}} {}", count.load(Ordering::Relaxed));
        }
        text.push_str(
            "# HELP qebul_http_seconds Time to the answer's first byte.\n# TYPE qebul_http_seconds histogram\n",
        );
        let mut total = 0;
        for (index, count) in self.buckets.iter().enumerate() {
            total += count.load(Ordering::Relaxed);
            let bound = BOUNDS.get(index).map_or("+Inf".to_owned(), f64::to_string);
            let _ = writeln!(text, "qebul_http_seconds_bucket{{le=\"{bound}\"}} {total}");
        }
        let micros = std::time::Duration::from_micros(self.microseconds.load(Ordering::Relaxed));
        let _ = writeln!(text, "qebul_http_seconds_sum {}\nqebul_http_seconds_count {total}", micros.as_secs_f64());
        text
    }
}

/// One gauge with its help text; labels are `name="value"` pairs without quotes in the values.
pub fn gauge(text: &mut String, name: &str, help: &str, rows: &[(String, f64)]) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge");
    for (labels, value) in rows {
        let labels = if labels.is_empty() { String::new() } else { format!("{{{labels}}}") };
        let _ = writeln!(text, "{name}{labels} {value}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_add_up() {
        let metrics = Metrics::default();
        metrics.observe(200, 0.004);
        metrics.observe(404, 0.3);
        metrics.observe(500, 9.0);
        let text = metrics.text();
        assert!(text.contains("qebul_http_answers_total{class=\"4xx\"} 1\n"));
        assert!(text.contains("qebul_http_seconds_bucket{le=\"0.25\"} 1\n"));
        assert!(text.contains("qebul_http_seconds_bucket{le=\"1\"} 2\n"));
        assert!(text.contains("qebul_http_seconds_bucket{le=\"+Inf\"} 3\n"));
    }
}
