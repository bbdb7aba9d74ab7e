//! How `sub` shows a message: the payload, with `-v` the topic before it, or with `-F` whatever a template says.

mod json;
mod parse;
#[cfg(test)]
mod tests;
mod write;

use jiff::Zoned;
use mqtt_packet::Publish;

pub use parse::FormatError;

/// How a message is shown.
#[derive(Debug, Clone)]
pub enum OutputFormat {
    /// The payload, byte for byte.
    Payload,
    /// The topic, a space, the payload; an empty payload as `(null)`, so that one sees it.
    Verbose,
    /// As `-F` says.
    Template(Template),
}

/// A template of `-F`, after that of `mosquitto_sub`: `%` begins a field of the message, `@` one of the time, `\` a
/// character that is hard to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field, Layout),
    /// A conversion of strftime, such as `%H`.
    Time(String),
    /// The nanoseconds of the current second, which strftime lacks.
    Nanoseconds,
}

/// A field of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Topic,
    Payload,
    Qos,
    Retain,
    PacketId,
    Length,
    HexLower,
    HexUpper,
    DateTime,
    UnixTime,
    Json,
}

/// How a field fills its place, after printf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Layout {
    /// Padded after, not before.
    left: bool,
    /// Padded with zeros, where the field is a number.
    zeros: bool,
    /// At least so many characters.
    width: usize,
    /// At most so many, where the field is a text.
    longest: Option<usize>,
}

impl OutputFormat {
    /// Appends `publish` to `out`; `now` is for the fields of the time.
    pub fn write(&self, publish: &Publish, now: &Zoned, out: &mut Vec<u8>) {
        match self {
            OutputFormat::Payload => out.extend_from_slice(&publish.payload),
            OutputFormat::Verbose => {
                out.extend_from_slice(publish.topic.as_bytes());
                out.push(b' ');
                let payload = if publish.payload.is_empty() { b"(null)" } else { &publish.payload[..] };
                out.extend_from_slice(payload);
            }
            OutputFormat::Template(template) => template.write(publish, now, out),
        }
    }
}
