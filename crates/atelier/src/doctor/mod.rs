//! `atelier doctor`: what a class needs of this machine, looked at before the class; each line says how to mend it.
//!
//! The JSON is one object, to which names are only ever added while `format` stays 1:
//! `{"format": 1, "kit": "0.1.0", "ready": true, "checks": [{"id": "rustc", "state": "ok", "text": "…", "mend": null}]}`.
//! `state` is `ok`, `warning` (the class can be held) or `failure`; `ready` says that there is no failure.

mod network;
mod place;
mod tools;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use course::Course;
use serde::Serialize;

use crate::line::{Line, Style, wrap};
use crate::messages::doctor as messages;
use crate::{commands, screen};

/// How well something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    Warning,
    Failure,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Finding {
    /// Its stable name.
    id: String,
    state: State,
    /// What was found, French.
    text: String,
    /// What to do about it, French.
    mend: Option<String>,
}

impl Finding {
    fn ok(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), state: State::Ok, text: text.into(), mend: None }
    }

    fn warning(id: impl Into<String>, text: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { id: id.into(), state: State::Warning, text: text.into(), mend: Some(mend.into()) }
    }

    fn failure(id: impl Into<String>, text: impl Into<String>, mend: impl Into<String>) -> Self {
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

/// Looks at everything; the exit code says whether a class can be held.
///
/// # Errors
/// When standard output cannot be written: what is wrong with the machine is no error but a finding.
pub fn run(root: &Path, json: bool) -> anyhow::Result<ExitCode> {
    let mut checks = Vec::new();
    if json {
        look(root, |finding| {
            checks.push(finding);
            Ok(())
        })?;
    } else {
        commands::print(&[Line::new(Style::Bold, messages::title(root)), Line::default()])?;
        // One by one: some take a second or two.
        look(root, |finding| {
            let printed = commands::print(&lines(&finding, commands::width()));
            checks.push(finding);
            printed
        })?;
    }
    let ready = checks.iter().all(|finding| finding.state != State::Failure);
    if json {
        let report = Report { format: 1, kit: env!("CARGO_PKG_VERSION"), ready, checks };
        writeln!(cli::stdout(), "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        let count = |state| checks.iter().filter(|finding| finding.state == state).count();
        let text = messages::conclusion(count(State::Failure), count(State::Warning));
        commands::print(&[Line::default()])?;
        commands::print(&screen::note(&text, commands::width()))?;
    }
    Ok(if ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn look(root: &Path, mut tell: impl FnMut(Finding) -> anyhow::Result<()>) -> anyhow::Result<()> {
    tell(exercises(root))?;
    tell(place::writable(root))?;
    place::path(root).into_iter().try_for_each(&mut tell)?;
    place::strays(root).into_iter().try_for_each(&mut tell)?;
    place::copies(root).into_iter().try_for_each(&mut tell)?;
    tell(place::disk(root))?;
    tell(place::clock(root))?;
    tell(tools::version("rustc"))?;
    tell(tools::version("cargo"))?;
    tell(tools::program_of_our_own(root))?;
    tell(tools::offline(root))?;
    network::ports().try_for_each(&mut tell)?;
    tell(network::mosquitto())
}

fn exercises(root: &Path) -> Finding {
    match Course::load(root) {
        Ok(course) => Finding::ok("exercices", messages::exercises(course.exercises().len())),
        Err(error) => Finding::failure("exercices", messages::EXERCISES_UNREADABLE, error.to_string()),
    }
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
