//! Packets and values in a few words.

use mqtt_trace::Content;
use mqtt_trace::summary::{LoggedSummary, Summary};
use mqtt_trace::visible::VisibleBytes;

use crate::bound::{SEAT, Value};
use crate::messages;

/// The longest description, in characters.
const LONGEST: usize = 120;

/// A packet in a few words, of a bounded length.
pub(crate) fn packet(content: &Content) -> String {
    match content {
        Content::Packet(packet) => cut(&Summary(packet).to_string()),
        Content::Logged(logged) => cut(&LoggedSummary(logged).to_string()),
        Content::Undecodable(_) | Content::Raw => String::new(),
    }
}

/// What a variable stands for.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => messages::quoted(&cut(&VisibleBytes(text).to_string())),
        Value::Long { size, .. } => messages::long_text(*size),
    }
}

/// The seat, where it is known.
pub(crate) fn seat(known: &[Option<Value>]) -> Option<&str> {
    match known.get(SEAT) {
        Some(Some(Value::Text(seat))) => std::str::from_utf8(seat).ok(),
        _ => None,
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
