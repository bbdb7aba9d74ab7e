//! What a class needs of a machine, looked at before the class; each finding says how to mend it.
//!
//! `atelier doctor` and `grader doctor` look at different things with the same eyes: each gives [`report`] a function that
//! tells its findings, one after the other, most of them from the modules here.
//!
//! The JSON is one object, to which names are only ever added while `format` stays 1:
//! `{"format": 1, "kit": "0.1.0", "ready": true, "checks": [{"id": "rustc", "state": "ok", "text": "…", "mend": null}]}`.
//! `state` is `ok`, `warning` (the class can be held) or `failure`; `ready` says that there is no failure.

mod messages;
pub mod network;
pub mod place;
mod probe;
mod tools;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use cli::{Line, Style, wrap};
use serde::Serialize;

pub use probe::{Found, probe};

/// How well something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// As it should be.
    Ok,
    /// The class can be held all the same.
    Warning,
    /// The class cannot be held.
    Failure,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Its stable name.
    pub id: String,
    /// How well it is.
    pub state: State,
    /// What was found, French.
    pub text: String,
    /// What to do about it, French.
    pub mend: Option<String>,
}

impl Finding {
    /// It is as it should be.
    pub fn ok(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), state: State::Ok, text: text.into(), mend: None }
    }

    /// The class can be held, but something will be missed.
    pub fn warning(id: impl Into<String>, text: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { id: id.into(), state: State::Warning, text: text.into(), mend: Some(mend.into()) }
    }

    /// The class cannot be held.
    pub fn failure(id: impl Into<String>, text: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { id: id.into(), state: State::Failure, text: text.into(), mend: Some(mend.into()) }
    }
}

#[derive(Debug, Serialize)]
struct Report {
    format: u32,
    kit: &'static str,
    ready: bool,
    checks: Vec<Finding>,
}

/// Takes what was found, as it is found: some checks take a second or two.
pub type Tell<'a> = &'a mut dyn FnMut(Finding) -> anyhow::Result<()>;

/// How a report is written.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// One JSON object on standard output instead of lines.
    pub json: bool,
    /// Columns of a line.
    pub width: usize,
}

/// Writes what `look` finds, under `title`, by `print`; the exit code says whether a class can be held.
///
/// # Errors
/// When standard output cannot be written: what is wrong with the machine is no error but a finding.
pub fn report(
    title: &str,
    form: Form,
    look: impl FnOnce(Tell<'_>) -> anyhow::Result<()>,
    mut print: impl FnMut(&[Line]) -> anyhow::Result<()>,
) -> anyhow::Result<ExitCode> {
    let Form { json, width } = form;
    let mut checks = Vec::new();
    if !json {
        print(&[Line::new(Style::Bold, title), Line::default()])?;
    }
    look(&mut |finding| {
        let printed = if json { Ok(()) } else { print(&lines(&finding, width)) };
        checks.push(finding);
        printed
    })?;
    let ready = checks.iter().all(|finding| finding.state != State::Failure);
    if json {
        let report = Report { format: 1, kit: env!("CARGO_PKG_VERSION"), ready, checks };
        writeln!(cli::stdout(), "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        let count = |state| checks.iter().filter(|finding| finding.state == state).count();
        let text = messages::conclusion(count(State::Failure), count(State::Warning));
        print(&[Line::default()])?;
        print(&wrap(Style::Plain, &text, 0, width))?;
    }
    Ok(if ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What both the student and the teacher need: room, the right time, Rust and its crates.
///
/// # Errors
/// Those of `tell`.
pub fn machine(root: &Path, tell: Tell<'_>) -> anyhow::Result<()> {
    tell(place::disk(root))?;
    tell(place::clock(root))?;
    tell(tools::version("rustc"))?;
    tell(tools::version("cargo"))?;
    tell(tools::program_of_our_own(root))?;
    tell(tools::offline(root))
}

/// Columns of the sign and the name.
const LABEL: usize = 18;

fn lines(finding: &Finding, width: usize) -> Vec<Line> {
    let (sign, style) = match finding.state {
        State::Ok => ("✔", Style::Accent),
        State::Warning => ("!", Style::Bold),
        State::Failure => ("✗", Style::Bold),
    };
    let mut lines = wrap(Style::Plain, &finding.text, LABEL, width);
    let id = finding.id.replace('-', " ");
    if let Some(first) = lines.first_mut() {
        let text = first.text().trim_start_matches(' ').to_owned();
        *first = Line::new(style, sign).with(Style::Plain, format!(" {id:<width$}{text}", width = LABEL - 2));
    }
    if let Some(mend) = &finding.mend {
        lines.extend(wrap(Style::Plain, &format!("→ {mend}"), LABEL, width));
    }
    lines
}
