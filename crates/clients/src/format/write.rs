//! Filling a template.

use std::borrow::Cow;

use jiff::Zoned;
use jiff::fmt::strtime;
use mqtt_packet::{PacketId, Publish};

use super::json::Json;
use super::{Field, Layout, Piece, Template};

/// ISO 8601 as Mosquitto writes it, and its finer form for JSON.
const SECONDS: &str = "%Y-%m-%dT%H:%M:%S%z";
const MICROSECONDS: &str = "%Y-%m-%dT%H:%M:%S%.6f%z";

impl Template {
    pub(super) fn write(&self, publish: &Publish, now: &Zoned, out: &mut Vec<u8>) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.extend_from_slice(text.as_bytes()),
                Piece::Field(field, layout) => layout.write(*field, publish, now, out),
                Piece::Time(format) => out.extend_from_slice(time(format, now).as_bytes()),
                Piece::Nanoseconds => {
                    out.extend_from_slice(format!("{:09}", now.subsec_nanosecond()).as_bytes());
                }
            }
        }
    }
}

/// `format` was tried when the template was read.
fn time(format: &str, now: &Zoned) -> String {
    strtime::format(format, now).unwrap_or_default()
}

impl Layout {
    fn write(self, field: Field, publish: &Publish, now: &Zoned, out: &mut Vec<u8>) {
        let payload = &publish.payload[..];
        let number = |number: usize| Cow::Owned(number.to_string().into_bytes());
        let value = match field {
            Field::Topic => self.shortened(&publish.topic),
            Field::Payload => Cow::Borrowed(payload),
            Field::Qos => number(publish.qos as usize),
            Field::Retain => number(usize::from(publish.retain)),
            Field::PacketId => number(publish.packet_id.map_or(0, |id| PacketId::get(id).into())),
            Field::Length => number(payload.len()),
            Field::HexLower => hex(payload, |byte| format!("{byte:02x}")),
            Field::HexUpper => hex(payload, |byte| format!("{byte:02X}")),
            Field::DateTime => Cow::Owned(self.shortened(&time(SECONDS, now)).into_owned()),
            Field::UnixTime => {
                let since = now.timestamp();
                let text = format!("{}.{:09}", since.as_second(), since.subsec_nanosecond());
                Cow::Owned(text.into_bytes())
            }
            Field::Json => {
                let json = Json { time: time(MICROSECONDS, now), publish };
                Cow::Owned(json.to_string().into_bytes())
            }
        };
        let is_number = matches!(field, Field::PacketId | Field::Length | Field::HexLower | Field::HexUpper);
        self.pad(&value, is_number, out);
    }

    fn shortened(self, text: &str) -> Cow<'_, [u8]> {
        let end = self.longest.and_then(|longest| text.char_indices().nth(longest));
        Cow::Borrowed(end.map_or(text, |(end, _)| &text[..end]).as_bytes())
    }

    fn pad(self, value: &[u8], is_number: bool, out: &mut Vec<u8>) {
        let characters = String::from_utf8_lossy(value).chars().count();
        let missing = self.width.saturating_sub(characters);
        if self.left {
            out.extend_from_slice(value);
            out.extend(std::iter::repeat_n(b' ', missing));
        } else {
            let padding = if self.zeros && is_number { b'0' } else { b' ' };
            out.extend(std::iter::repeat_n(padding, missing));
            out.extend_from_slice(value);
        }
    }
}

fn hex(bytes: &[u8], digits: impl Fn(&u8) -> String) -> Cow<'static, [u8]> {
    Cow::Owned(bytes.iter().map(digits).collect::<String>().into_bytes())
}
