//! Reading a template.

use std::fmt;
use std::str::Chars;

use jiff::{Timestamp, tz::TimeZone};

use super::{Field, Layout, Piece, Template};
use crate::messages;

/// A place wider than any terminal is a slip.
const WIDEST: usize = 1000;

/// What is wrong with a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatError {
    /// It ends within a sequence that begins with this.
    Incomplete(char),
    /// No sequence is written so: its first character, and the one at fault.
    Unknown(char, char),
    /// A width over the limit.
    TooWide,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::format_error(*self))
    }
}

impl std::error::Error for FormatError {}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// [`FormatError`].
    pub fn parse(text: &str) -> Result<Template, FormatError> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text.chars();
        while let Some(character) = rest.next() {
            let piece = match character {
                '%' => field(&mut rest)?,
                '@' => time(&mut rest)?,
                '\\' => Piece::Text(escape(&mut rest)?.to_string()),
                other => Piece::Text(other.to_string()),
            };
            match piece {
                Piece::Text(text) => plain += &text,
                piece => {
                    pieces.extend((!plain.is_empty()).then(|| Piece::Text(std::mem::take(&mut plain))));
                    pieces.push(piece);
                }
            }
        }
        pieces.extend((!plain.is_empty()).then_some(Piece::Text(plain)));
        Ok(Template { pieces })
    }
}

/// What follows `%`: flags, width, `.` and longest, field.
fn field(rest: &mut Chars<'_>) -> Result<Piece, FormatError> {
    let mut layout = Layout::default();
    while let Some(flag) = peek(rest).filter(|c| matches!(c, '0' | '-')) {
        rest.next();
        layout.zeros |= flag == '0';
        layout.left |= flag == '-';
    }
    layout.width = number(rest)?.unwrap_or_default();
    if peek(rest) == Some('.') {
        rest.next();
        layout.longest = Some(number(rest)?.unwrap_or_default());
    }
    let field = match rest.next().ok_or(FormatError::Incomplete('%'))? {
        '%' => return Ok(Piece::Text("%".to_owned())),
        't' => Field::Topic,
        'p' => Field::Payload,
        'q' => Field::Qos,
        'r' => Field::Retain,
        'm' => Field::PacketId,
        'l' => Field::Length,
        'x' => Field::HexLower,
        'X' => Field::HexUpper,
        'I' => Field::DateTime,
        'U' => Field::UnixTime,
        'j' => Field::Json,
        other => return Err(FormatError::Unknown('%', other)),
    };
    Ok(Piece::Field(field, layout))
}

fn peek(rest: &Chars<'_>) -> Option<char> {
    rest.clone().next()
}

fn number(rest: &mut Chars<'_>) -> Result<Option<usize>, FormatError> {
    let mut number = None;
    while let Some(digit) = peek(rest).and_then(|c| c.to_digit(10)) {
        rest.next();
        let value = number.unwrap_or(0) * 10 + digit as usize;
        if value > WIDEST {
            return Err(FormatError::TooWide);
        }
        number = Some(value);
    }
    Ok(number)
}

/// What follows `@`: `@`, `N`, or a conversion that strftime must know.
fn time(rest: &mut Chars<'_>) -> Result<Piece, FormatError> {
    match rest.next().ok_or(FormatError::Incomplete('@'))? {
        '@' => Ok(Piece::Text("@".to_owned())),
        'N' => Ok(Piece::Nanoseconds),
        conversion => {
            let format = format!("%{conversion}");
            let trial = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
            match jiff::fmt::strtime::format(&format, &trial) {
                Ok(_) => Ok(Piece::Time(format)),
                Err(_) => Err(FormatError::Unknown('@', conversion)),
            }
        }
    }
}

/// What follows `\`.
fn escape(rest: &mut Chars<'_>) -> Result<char, FormatError> {
    Ok(match rest.next().ok_or(FormatError::Incomplete('\\'))? {
        '\\' => '\\',
        '0' => '\0',
        'a' => '\x07',
        'e' => '\x1b',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        other => return Err(FormatError::Unknown('\\', other)),
    })
}
