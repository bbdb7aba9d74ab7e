//! `logdump check`: what a trace must show, rule by rule, with the packets that prove it.

mod compare;
mod excerpt;
mod report;
mod rules;
mod trace;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::messages;
use crate::output::Screen;
use report::Report;
use trace::Trace;

/// Which trace, and by which rules.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "TRACE", help = messages::HELP_TRACE)]
    trace: PathBuf,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_RULES)]
    rules: Option<PathBuf>,
    #[arg(long = "cross-check", value_name = "FICHIER", help = messages::HELP_CROSS_CHECK)]
    cross_check: Option<PathBuf>,
    #[arg(long, value_name = "POSTE", help = messages::HELP_CHECK_SEAT)]
    seat: Option<String>,
    #[arg(long = "port", value_name = "PORT", default_value = "1883", help = messages::HELP_PORT)]
    ports: Vec<u16>,
}

/// The trace does not show all that the rules ask for.
const MISSING: u8 = 1;
/// The rules or the trace cannot be read, or not to the end.
const UNREADABLE: u8 = 2;

/// Checks the trace, and tells.
///
/// # Errors
/// When something cannot be read, or nothing can be printed any more.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    check(args).map_err(|error| cli::with_code(UNREADABLE, error))
}

fn check(args: &Args) -> anyhow::Result<ExitCode> {
    let rules = match rules::find(args.rules.as_deref(), &args.trace) {
        // To compare needs no rules.
        Err(_) if args.rules.is_none() && args.cross_check.is_some() => None,
        rules => Some(rules?),
    };
    let trace = Trace { file: &args.trace, ports: &args.ports };
    let seat = args.seat.as_deref().map(rules::seat).transpose()?;
    let mut report = Report::new(Screen::stdout());
    let (mut whole, mut stopped) = (true, None);
    if let Some(rules) = &rules {
        let checked = trace.check(rules, seat.as_deref())?;
        whole = checked.is_whole();
        report.checked(
            rules.title(),
            &trace,
            &checked,
            excerpt::Excerpts::read(&trace, &checked.verdicts),
        )?;
        stopped = checked.stopped;
    }
    if let Some(other) = &args.cross_check {
        let other = Trace { file: other, ports: &args.ports };
        report.compared(&other, &compare::compare(&trace, &other)?);
    }
    cli::stdout().write_all(report.text().as_bytes())?;
    match (stopped, whole) {
        (Some(error), _) => Err(error),
        (None, true) => Ok(ExitCode::SUCCESS),
        (None, false) => Ok(ExitCode::from(MISSING)),
    }
}
