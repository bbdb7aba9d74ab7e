//! Why a client ends other than well, and with which exit code.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use cli::{Address, Unreachable};
use mqtt_packet::{ConnectReturnCode, EncodeError};
use tls::TlsError;

use crate::connection::Loss;
use crate::messages;
use crate::options::Misuse;

/// The code of a run that its time limit ended, as `mosquitto_sub -W` has it.
const TIMED_OUT: u8 = 27;

/// Why a client ends other than well. `Display` says it in French.
#[derive(Debug, thiserror::Error)]
#[error("{}", messages::failure(self))]
pub enum Failure {
    /// The options do not go together.
    Misuse(Misuse),
    /// No TCP connection at the first attempt.
    Unreachable(Unreachable),
    /// The first connection was lost before the broker accepted it.
    NotAccepted(Address, Loss),
    /// TLS cannot be set up.
    Tls(TlsError),
    /// CONNACK refuses.
    Refused(Address, ConnectReturnCode),
    /// The connection was lost, and so many attempts did not bring it back.
    GaveUp(Address, Loss, u32),
    /// `pub` leaves with messages that the broker has not confirmed, or that were not sent at all.
    Unfinished {
        /// The failure that ended it; `None` for Ctrl-C and for doubt alone.
        #[source]
        cause: Option<Box<Failure>>,
        /// Messages of QoS 1 or 2 handed over and not acknowledged.
        unconfirmed: usize,
        /// QoS 2 messages that a new session left in doubt.
        uncertain: usize,
        /// Messages not handed over, where their number is known.
        unsent: u64,
    },
    /// SUBACK refuses every topic filter.
    NothingGranted,
    /// The time of `-W` has run out.
    TimedOut,
    /// A packet cannot be written.
    Unsendable(EncodeError),
    /// A file cannot be read.
    File(PathBuf, #[source] io::Error),
    /// Standard input cannot be read.
    Input(#[source] io::Error),
    /// Standard output cannot be written.
    Output(#[source] io::Error),
    /// The system denies what every program needs.
    System(#[source] io::Error),
}

impl Failure {
    fn code(&self) -> u8 {
        match self {
            Failure::Refused(_, code) => *code as u8,
            Failure::TimedOut => TIMED_OUT,
            Failure::Unfinished { cause: Some(cause), .. } => cause.code(),
            _ => 1,
        }
    }
}

/// A client's end as a binary reports it: `quiet` keeps the exit code and says nothing.
pub(crate) fn end(outcome: Result<(), Failure>, quiet: bool) -> anyhow::Result<ExitCode> {
    let Err(failure) = outcome else { return Ok(ExitCode::SUCCESS) };
    let code = failure.code();
    let error = cli::with_code(code, failure);
    if quiet && !cli::is_broken_pipe(&error) { Ok(ExitCode::from(code)) } else { Err(error) }
}
