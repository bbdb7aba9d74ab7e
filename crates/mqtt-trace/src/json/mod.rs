//! Events as JSON Lines: one object a line, written for programs and read back as evidence.
//!
//! `FORMAT.md`, beside the crate's manifest, says what each line holds and when the version changes.
//!
//! ```json
//! {"v":1,"time_us":1795379998123456,"connection":1,"event":"opened","client":"127.0.0.1:50000","broker":"127.0.0.1:1883"}
//! {"v":1,"time_us":1795379998124001,"connection":1,"event":"packet","direction":"to_broker","hex":"c000","packet":{"type":"PINGREQ"}}
//! {"v":1,"time_us":1795380011000000,"connection":1,"event":"ended","by":"client","reset":false}
//! ```

mod error;
mod line;
mod logged;
mod packet;
mod records;

use std::fmt;
use std::time::Duration;

use serde::Deserialize;

use crate::Event;
use line::Line;
pub use records::records;

/// The version of the format.
pub const VERSION: u32 = 1;

/// Writes an event as one line, with its newline.
///
/// # Errors
/// When `out` refuses it; a `String` never does.
pub fn write(event: &Event, out: &mut impl fmt::Write) -> fmt::Result {
    let line = serde_json::to_string(&Line::of(event)).map_err(|_| fmt::Error)?;
    write_line(&line, out)
}

/// JSON lets U+007F to U+009F stand in a text; a terminal may take them for commands, so they are escaped.
fn write_line(line: &str, out: &mut impl fmt::Write) -> fmt::Result {
    let mut rest = line;
    if !line.bytes().all(|byte| byte < 0x7f) {
        while let Some((at, control)) = rest.char_indices().find(|(_, character)| character.is_control()) {
            write!(out, "{}\\u{:04x}", &rest[..at], u32::from(control))?;
            rest = &rest[at + control.len_utf8()..];
        }
    }
    writeln!(out, "{rest}")
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
    write_line(&line, out)
}

/// Reads back a line of a record, of which the first may be a header.
///
/// # Errors
/// [`ReadError`], when it is not one.
pub fn read_record(line: &str) -> Result<Record, ReadError> {
    parse(line)?.into_record()
}

/// Reads back a line that [`write()`] has written.
///
/// # Errors
/// [`ReadError`], when it is not one.
pub fn read(line: &str) -> Result<Event, ReadError> {
    parse(line)?.into_event()
}

/// Of another version, a line may have anything in its other fields: the version is what to tell.
fn parse(line: &str) -> Result<Line, ReadError> {
    serde_json::from_str(line).map_err(|error| match serde_json::from_str::<Versioned>(line) {
        Ok(Versioned { v }) if v != VERSION => ReadError::Version(v),
        _ => ReadError::Json(error),
    })
}

#[derive(Deserialize)]
struct Versioned {
    v: u32,
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
