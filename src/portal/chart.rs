//! Charts as SVG made on the server, in the reports' visual language: direct labels, no legends, readable in grey.
//!
//! Colours come from the stylesheet, so that the dark and the print styles reach them.

use std::fmt::Write;

use super::voice::Voice;

/// A point of a line: its label on the axis and its value, a gap where there is none.
pub struct Point {
    pub label: String,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// A line through months with its interval as a pale band and the last value named.
pub fn trend(points: &[Point], alt: &str, places: usize, voice: Voice) -> String {
    const WIDTH: f64 = 560.0;
    const HEIGHT: f64 = 190.0;
    const LEFT: f64 = 34.0;
    const RIGHT: f64 = 52.0;
    const TOP: f64 = 12.0;
    const BOTTOM: f64 = 26.0;
    let values = points.iter().flat_map(|point| [point.value, point.low, point.high]).flatten();
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if !low.is_finite() || points.len() < 2 {
        return String::new();
    }
    let (floor, ceiling, step) = scale(low, high);
    #[expect(clippy::cast_precision_loss, reason = "a handful of months")]
    let x = |index: usize| LEFT + (WIDTH - LEFT - RIGHT) * index as f64 / (points.len() - 1) as f64;
    let y = |value: f64| TOP + (HEIGHT - TOP - BOTTOM) * (ceiling - value) / (ceiling - floor);
    let mut svg = open(WIDTH, HEIGHT, alt);
    let mut mark = floor;
    while mark <= ceiling + 1e-9 {
        let at = y(mark);
        let _ = write!(svg, r#"<line class="grid" x1="{LEFT}" x2="{:.1}" y1="{at:.1}" y2="{at:.1}"/>"#, WIDTH - RIGHT);
        let _ = write!(
            svg,
            r#"<text x="{:.1}" y="{:.1}" text-anchor="end">{}</text>"#,
            LEFT - 6.0,
            at + 4.0,
            voice.plain(mark)
        );
        mark += step;
    }
    for run in runs(points, |point| point.low.is_some() && point.high.is_some()) {
        let upper = run.iter().map(|&i| (x(i), y(points[i].high.unwrap_or(floor))));
        let lower = run.iter().rev().map(|&i| (x(i), y(points[i].low.unwrap_or(floor))));
        let corners: Vec<String> = upper.chain(lower).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = write!(svg, r#"<polygon class="band" points="{}"/>"#, corners.join(" "));
    }
    for run in runs(points, |point| point.value.is_some()) {
        let corners: Vec<String> =
            run.iter().map(|&i| format!("{:.1},{:.1}", x(i), y(points[i].value.unwrap_or(floor)))).collect();
        let _ = write!(svg, r#"<polyline class="line" points="{}"/>"#, corners.join(" "));
    }
    if let Some((index, value)) = points.iter().enumerate().rev().find_map(|(index, point)| Some((index, point.value?)))
    {
        let (x, y) = (x(index), y(value));
        let _ = write!(svg, r#"<circle class="point" cx="{x:.1}" cy="{y:.1}" r="4"/>"#);
        let _ = write!(
            svg,
            r#"<text class="strong" x="{:.1}" y="{:.1}">{}</text>"#,
            x + 8.0,
            y + 4.0,
            voice.decimal(value, places)
        );
    }
    // Every label would not fit: the ends and every third between them.
    let last = points.len() - 1;
    for (index, point) in points.iter().enumerate().filter(|(index, _)| (last - index).is_multiple_of(3)) {
        let anchor = if index == last { "end" } else { "middle" };
        let at = if index == last { x(index) + 18.0 } else { x(index) };
        let _ = write!(
            svg,
            r#"<text x="{at:.1}" y="{:.1}" text-anchor="{anchor}">{}</text>"#,
            HEIGHT - 6.0,
            escape(&point.label)
        );
    }
    svg.push_str("</svg>");
    svg
}

/// An interval on the scale 40 to 100 (what lies below stands at its left end): a bar with the index as a dot, one line high; its figures stand beside it in words.
///
/// Lists hold hundreds of these, so it is written as short as it can be.
pub fn interval(index: f64, low: Option<f64>, high: Option<f64>) -> String {
    let x = |value: f64| 5.0 + 140.0 * (value.clamp(40.0, 100.0) - 40.0) / 60.0;
    // The bounds of the bands at 40, 55, 70 and 85, so that the eye can tell them.
    let mut svg = String::from(
        r#"<svg viewBox="0 0 150 14" width="150" height="14" aria-hidden="true"><path class="grid" d="M5 0v14m35-14v14m35-14v14m35-14v14"/>"#,
    );
    if let (Some(low), Some(high)) = (low, high) {
        let _ = write!(svg, r#"<path class="whisker" d="M{:.1} 7H{:.1}"/>"#, x(low), x(high));
    }
    let _ = write!(svg, r#"<circle class="point" cx="{:.1}" cy="7" r="4"/></svg>"#, x(index));
    svg
}

/// A bar from 0 to 100.
pub fn bar(points: f64, alt: &str) -> String {
    let mut svg = open(160.0, 12.0, alt);
    let width = 160.0 * points.clamp(0.0, 100.0) / 100.0;
    let _ = write!(svg, r#"<rect class="bar-rest" x="0" y="5" width="160" height="2"/>"#);
    let _ = write!(svg, r#"<rect class="bar-full" x="0" y="1" width="{width:.1}" height="10"/></svg>"#);
    svg
}

fn open(width: f64, height: f64, alt: &str) -> String {
    format!(
        r#"<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{}">"#,
        escape(alt)
    )
}

/// Round bounds around the values, and the step between the marks.
fn scale(low: f64, high: f64) -> (f64, f64, f64) {
    let span = (high - low).max(4.0);
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 5000.0, 10_000.0, 100_000.0]
        .into_iter()
        .find(|step| span / step <= 5.0)
        .unwrap_or(1_000_000.0);
    let floor = (low / step).floor() * step;
    let mut ceiling = (high / step).ceil() * step;
    if ceiling - floor < step {
        ceiling = floor + step;
    }
    (floor, ceiling, step)
}

/// Stretches of neighbouring points that have what is drawn.
fn runs(points: &[Point], has: impl Fn(&Point) -> bool) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for (index, point) in points.iter().enumerate() {
        if !has(point) {
            open = false;
            continue;
        }
        match runs.last_mut().filter(|_| open) {
            Some(run) => run.push(index),
            None => runs.push(vec![index]),
        }
        open = true;
    }
    runs
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::zone::Zone;

    fn voice() -> Voice {
        Voice::new(Language::Az, Zone::default())
    }

    fn point(value: Option<f64>) -> Point {
        Point { label: "<sen>".into(), value, low: value.map(|v| v - 1.0), high: value.map(|v| v + 1.0) }
    }

    #[test]
    fn a_gap_breaks_the_line_and_labels_are_escaped() {
        let svg = trend(&[point(Some(70.0)), point(None), point(Some(72.0)), point(Some(74.5))], "a \"b\"", 1, voice());
        assert_eq!(svg.matches("<polyline").count(), 2);
        assert!(svg.contains("74,5") && svg.contains("&lt;sen&gt;") && svg.contains("a &quot;b&quot;"));
        assert!(!svg.contains("style="));
    }

    #[test]
    fn nothing_measured_draws_nothing() {
        assert_eq!(trend(&[point(None), point(None)], "", 1, voice()), "");
        assert_eq!(trend(&[point(Some(1.0))], "", 1, voice()), "");
    }

    #[test]
    fn scales_are_round() {
        assert_eq!(scale(71.2, 78.9), (70.0, 80.0, 2.0));
        assert_eq!(scale(50.0, 50.0), (50.0, 51.0, 1.0));
        assert_eq!(scale(0.0, 1234.0), (0.0, 1500.0, 500.0));
    }
}
