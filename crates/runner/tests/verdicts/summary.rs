//! A verdict as a few lines to read, without what changes from one run to the next.

use std::fmt::Write;

use runner::{Status, Verdict};

/// As a snapshot keeps it.
pub fn of(verdict: &Verdict) -> String {
    let mut text = format!("compilation: {:?}\n", verdict.compilation.status);
    indent(&mut text, &verdict.compilation.diagnostics);
    for test in &verdict.tests {
        let place = test.place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
        let _ = writeln!(text, "test {}: {:?}{place}", test.name, test.status);
        // On a busy machine testkit may speak before the limit is reached: either is right.
        if test.status != Status::Timeout {
            indent(&mut text, &test.message);
        }
    }
    for group in &verdict.groups {
        let place = group.place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
        let _ =
            writeln!(text, "group {}: {:?} {}/{}{place}", group.name, group.status, group.right, group.cases);
        if let Some(difference) = &group.difference {
            let got = difference.got.as_deref().unwrap_or("nothing");
            let _ = writeln!(text, "    {} → {} → {got}", difference.input, difference.expected);
        }
    }
    for finding in &verdict.findings {
        let place = finding.place.as_ref().map_or("compiled code".into(), ToString::to_string);
        let _ = writeln!(text, "{:?}, {place}: {}\n    {}", finding.kind, finding.what, finding.reason());
    }
    text
}

fn indent(text: &mut String, lines: &str) {
    for line in lines.lines() {
        let _ = writeln!(text, "    {line}");
    }
}
