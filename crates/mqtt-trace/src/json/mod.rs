//! Events as JSON Lines: one object a line, written for programs and read back as evidence.
//!
//! ```json
//! {"v":1,"time_us":1795379998123456,"connection":1,"event":"opened","client":"127.0.0.1:50000","broker":"127.0.0.1:1883"}
//! {"v":1,"time_us":1795379998124001,"connection":1,"event":"packet","direction":"to_broker","hex":"c000","packet":{"type":"PINGREQ"}}
//! {"v":1,"time_us":1795380011000000,"connection":1,"event":"ended","by":"client","reset":false}
//! ```
//!
//! A file that `logdump --record` writes begins with a header, which is no event:
//!
//! ```json
//! {"v":1,"time_us":1795379998000000,"connection":0,"event":"header","session":"9f2c61d07be3a845","seat":"poste-07"}
//! ```
//! Then come all events, in the order in which they were seen, whatever was shown meanwhile. Passwords are in none of
//! these lines: their bytes are replaced before anything is written.
//!
//! | field | in | meaning |
//! |---|---|---|
//! | `v` | all | version of this format: 1. Fields may be added without a new version |
//! | `time_us` | all | microseconds since the Unix epoch |
//! | `connection` | all | number of the connection, from 1; 0 in a header |
//! | `session`, `seat` | `header` | a number drawn at random, in hexadecimal: two records with the same one are copies; the seat, where it was given |
//! | `event` | all | `header`, `opened`, `unreachable`, `missed`, `packet`, `undecodable`, `raw`, `logged`, `gap`, `fault` or `ended` |
//! | `client`, `broker` | `opened` | addresses; `broker` in `unreachable` too |
//! | `reason` | `unreachable` | why, for people |
//! | `count` | `missed` | how many events were not recorded here, on any connection |
//! | `direction` | `packet`, `undecodable`, `raw`, `logged`, `gap`, `fault` | `to_broker` or `to_client` |
//! | `hex` | `packet`, `undecodable`, `raw` | the bytes |
//! | `masked` | the same | `true` where bytes that hold a password have been replaced by `2a` (`*`); else absent |
//! | `packet` | `packet` | the decoded packet: `type`, then its fields, named as in the standard (`packet_id`, `client_id`…); `payload` is absent where it is not UTF-8, `payload_size` is in bytes. For readers: it is not read back, since `hex` says it all |
//! | `error` | `undecodable` | `kind`, with `rule`, `clause` and `offset`, or `missing`, or `level` and `offset`, or `size` and `limit`; `text` is for people |
//! | `logged` | `logged` | a packet that is known by a log line only: `type`, then what the line tells, named as in `packet`; `client` is who the line names. Read back, since there are no bytes |
//! | `lost`, `skipped` | `gap` | bytes that passed and are not here (absent: nobody can tell), and bytes left out after them |
//! | `fault` | `fault` | what logdump did to the line on purpose: `kind` ([`Fault`](crate::Fault) in snake case), with `lost`, `reason`, `delay_us` or `bytes_per_second` |
//! | `by`, `reset` | `ended` | `client` or `broker`; whether by a TCP reset |

mod error;
mod line;
mod logged;
mod packet;

use std::fmt;
use std::time::Duration;

use crate::Event;
use line::Line;

/// The version of the format.
pub const VERSION: u32 = 1;

/// Writes an event as one line, with its newline.
///
/// # Errors
/// When `out` refuses it; a `String` never does.
pub fn write(event: &Event, out: &mut impl fmt::Write) -> fmt::Result {
    let line = serde_json::to_string(&Line::of(event)).map_err(|_| fmt::Error)?;
    writeln!(out, "{line}")
}

/// The first line of a record: whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// When the record was begun, since the Unix epoch; kept to the microsecond.
    pub time: Duration,
    /// A number drawn at random, so that a copy can be told from another record.
    pub session: String,
    /// The seat in the classroom, where it is known.
    pub seat: Option<String>,
}

/// A line of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// The first one.
    Header(Header),
    /// All the others.
    Event(Event),
}

/// Writes a header as one line, with its newline.
///
/// # Errors
/// When `out` refuses it; a `String` never does.
pub fn write_header(header: &Header, out: &mut impl fmt::Write) -> fmt::Result {
    let line = serde_json::to_string(&Line::header(header)).map_err(|_| fmt::Error)?;
    writeln!(out, "{line}")
}

/// Reads back a line of a record, of which the first may be a header.
///
/// # Errors
/// [`ReadError`], when it is not one.
pub fn read_record(line: &str) -> Result<Record, ReadError> {
    let line: Line = serde_json::from_str(line)?;
    line.into_record()
}

/// Reads back a line that [`write()`] has written.
///
/// # Errors
/// [`ReadError`], when it is not one.
pub fn read(line: &str) -> Result<Event, ReadError> {
    let line: Line = serde_json::from_str(line)?;
    line.into_event()
}

/// Why a line cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or a field is absent or of another type.
    #[error("not an event in JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Another version of the format; 0 where there is none.
    #[error("version {0} of the format, this reader knows {VERSION}")]
    Version(u32),
    /// A field is absent, or does not hold what it must.
    #[error("field `{0}`: absent, or not what it must be")]
    Field(&'static str),
}
