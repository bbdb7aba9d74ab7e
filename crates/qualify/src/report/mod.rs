//! A run on paper, on the terminal and for programs.

mod html;
mod terminal;

use jiff::Zoned;
use serde::Serialize;

use crate::verdict::{Checked, Judged, Summary, Verdict};

pub use html::HtmlError;

/// All that a run found out. Its JSON is described in `README.md`, beside the crate.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The shape of the JSON.
    pub format: &'static str,
    /// The broker.
    pub broker: Broker,
    /// When the run began.
    #[serde(serialize_with = "date")]
    pub date: Zoned,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// The statements, counted.
    pub summary: Summary,
    /// Each statement.
    pub statements: Vec<Judged>,
    /// Each check.
    pub checks: Vec<Checked>,
}

/// The broker under check.
#[derive(Debug, Serialize)]
pub struct Broker {
    /// Its machine and port.
    pub address: String,
    /// What it publishes on `$SYS/broker/version`.
    pub version: Option<String>,
    /// Whether it was spoken to over TLS.
    pub tls: bool,
    /// Whether it still answers an ordinary client once all is checked.
    pub answers_at_end: bool,
}

/// The format of this version of the report.
pub const FORMAT: &str = "atelier-mqtt/qualify/1";

fn date<S: serde::Serializer>(date: &Zoned, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&date.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ"))
}

impl Report {
    /// The exit code: 0 when all that was checked is kept, 1 when something is not or the broker has stopped
    /// answering, 2 when a check could not conclude.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        if !self.broker.answers_at_end {
            return 1;
        }
        match (self.summary.not_kept, self.summary.no_verdict) {
            (0, 0) => 0,
            (0, _) => 2,
            _ => 1,
        }
    }

    /// The checks of this outcome.
    pub fn checks_that_are(&self, verdict: Verdict) -> impl Iterator<Item = &Checked> {
        self.checks.iter().filter(move |check| check.verdict == verdict)
    }
}
