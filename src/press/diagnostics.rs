//! Typst's complaints as lines of text: `path:line:column: severity: message`, hints indented below.

use typst::World;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, DiagSpanKind};

/// All diagnostics, one block each.
pub fn lines<'a>(world: &dyn World, diagnostics: impl IntoIterator<Item = &'a SourceDiagnostic>) -> Vec<String> {
    diagnostics.into_iter().map(|diagnostic| describe(world, diagnostic)).collect()
}

fn describe(world: &dyn World, diagnostic: &SourceDiagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = format!("{}{severity}: {}", place(world, diagnostic.span), diagnostic.message);
    for hint in &diagnostic.hints {
        text.push_str(&format!("\n  hint: {}{}", place(world, hint.span), hint.v));
    }
    // Where a library function complains, the caller is what the author must look at.
    for call in &diagnostic.trace {
        let at = place(world, call.span.into());
        if !at.is_empty() {
            text.push_str(&format!("\n  {at}{}", call.v));
        }
    }
    text
}

/// "monthly/main.typ:12:5: "; empty when the diagnostic points nowhere. Lines and columns count from 1.
fn place(world: &dyn World, span: DiagSpan) -> String {
    let Some(id) = span.id() else { return String::new() };
    let path = id.vpath().get_without_slash().to_owned();
    let start = match span.get() {
        DiagSpanKind::Detached => None,
        DiagSpanKind::Number { id, num, sub_range } => {
            world.source(id).ok().and_then(|source| source.range(num, sub_range)).map(|range| range.start)
        }
        DiagSpanKind::Range { range, .. } => Some(range.start),
    };
    let position = start.and_then(|start| match world.source(id) {
        Ok(source) => source.lines().byte_to_line_column(start),
        // Not a source: a data file; its lines are counted in its bytes.
        Err(_) => world.file(id).ok().map(|bytes| line_column(&bytes, start)),
    });
    match position {
        Some((line, column)) => format!("{path}:{}:{}: ", line + 1, column + 1),
        None => format!("{path}: "),
    }
}

fn line_column(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = &bytes[..at.min(bytes.len())];
    let line = before.iter().filter(|&&byte| byte == b'\n').count();
    let column = before.iter().rev().take_while(|&&byte| byte != b'\n').count();
    (line, column)
}
