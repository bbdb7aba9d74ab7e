//! What was checked, and how it is printed.

use std::fmt;

/// All checks, by exercise.
pub struct Report {
    pub sections: Vec<Section>,
}

/// One exercise's checks.
pub struct Section {
    title: String,
    lines: Vec<Line>,
}

struct Line {
    check: String,
    fault: Option<String>,
}

impl Section {
    pub fn new(title: String) -> Self {
        Self { title, lines: vec![] }
    }

    pub fn check(&mut self, check: impl Into<String>, result: anyhow::Result<()>) {
        self.lines.push(Line { check: check.into(), fault: result.err().map(|error| format!("{error:#}")) });
    }
}

impl Report {
    pub fn failed(&self) -> usize {
        self.lines().filter(|line| line.fault.is_some()).count()
    }

    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.sections.iter().flat_map(|section| &section.lines)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for section in &self.sections {
            writeln!(f, "{}", section.title)?;
            for Line { check, fault } in &section.lines {
                writeln!(f, "  {:4}  {check}", if fault.is_some() { "FAIL" } else { "ok" })?;
                for line in fault.iter().flat_map(|fault| fault.lines()) {
                    writeln!(f, "        {line}")?;
                }
            }
        }
        let failed = self.failed();
        writeln!(f, "\n{} passed, {failed} failed", self.lines().count() - failed)
    }
}
