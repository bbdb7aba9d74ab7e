//! An event as the page draws it: short texts, whatever came over the network.

use mqtt_packet::PacketType;
use mqtt_trace::svg::Label;
use mqtt_trace::visible::Visible;
use mqtt_trace::{Direction, Fault, Seen, What};
use serde::Serialize;

use crate::messages;

/// Characters shown of a client's name.
const NAME: usize = 60;

/// Characters shown of any other text.
const TEXT: usize = 300;

/// A row of the ladder.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    /// Its place in the exchange.
    n: u64,
    /// Microseconds since the Unix epoch.
    t: u64,
    /// The connection.
    c: u64,
    /// The client's name.
    who: String,
    kind: Kind,
    /// To the broker, or from it, where it has a direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    up: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    packet: Option<Packet>,
    /// What happens, where it is no packet; what the packet holds, where it is one.
    text: String,
}

/// What a row does to the line of its client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// It begins.
    Opened,
    /// An arrow leaves it or comes to it.
    Packet,
    /// A remark.
    Note,
    /// A remark: the packet before, in the same direction, does not arrive.
    Lost,
    /// It ends.
    Ended,
    /// It ends, and the packet before does not arrive.
    Cut,
}

/// The arrow of a packet.
#[derive(Debug, Serialize)]
struct Packet {
    family: &'static str,
    /// `PUBLISH DUP q1 m7`.
    head: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dup: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    retain: bool,
    /// The place of the packet that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<u64>,
}

impl Row {
    /// The row of an event; `None` where people need not be told.
    pub(crate) fn of(seen: &Seen<'_>) -> Option<Row> {
        if !seen.news {
            return None;
        }
        let (kind, packet, text) = match &seen.event.what {
            What::Opened { client, .. } => (Kind::Opened, None, mqtt_trace::messages::opened(*client)),
            What::Unreachable { reason, .. } => (Kind::Ended, None, messages::unreachable(reason)),
            What::Missed { count } => (Kind::Note, None, mqtt_trace::messages::missed(*count)),
            What::Piece { piece, .. } => {
                let label = Label::of(seen, piece);
                let packet = Packet {
                    family: family(label.packet),
                    head: cut(label.head, TEXT),
                    dup: label.dup,
                    retain: label.retain,
                    of: seen.request.as_ref().map(|request| request.place),
                };
                (Kind::Packet, Some(packet), label.content)
            }
            What::Gap { direction, lost, skipped } => {
                let text = mqtt_trace::messages::gap(*lost, *skipped);
                (Kind::Note, None, format!("{} {text}", direction.arrow()))
            }
            What::Fault { fault, .. } => {
                let sign = mqtt_trace::messages::fault_sign(fault);
                let kind = match fault {
                    Fault::Cut { lost: true } => Kind::Cut,
                    Fault::Lost => Kind::Lost,
                    _ if fault.ends_connection() => Kind::Ended,
                    _ => Kind::Note,
                };
                (kind, None, format!("{sign} {}", mqtt_trace::messages::fault(fault)))
            }
            What::Ended { by, reset } => {
                (Kind::Ended, None, mqtt_trace::messages::ended(*by, *reset).to_owned())
            }
        };
        Some(Row {
            n: seen.place,
            t: u64::try_from(seen.event.time.as_micros()).unwrap_or(u64::MAX),
            c: seen.event.connection,
            who: name(seen.client),
            kind,
            up: direction(&seen.event.what).map(|direction| direction == Direction::ToBroker),
            packet,
            text: cut(text, TEXT),
        })
    }
}

fn direction(what: &What) -> Option<Direction> {
    match what {
        What::Piece { direction, .. } | What::Gap { direction, .. } | What::Fault { direction, .. } => {
            Some(*direction)
        }
        _ => None,
    }
}

/// Whether the line of a client ends with this event.
pub(crate) fn ends(seen: &Seen<'_>) -> bool {
    match &seen.event.what {
        What::Unreachable { .. } | What::Ended { .. } => seen.news,
        What::Fault { fault, .. } => fault.ends_connection(),
        _ => false,
    }
}

/// A client's name, as it is shown.
pub(crate) fn name(client: &str) -> String {
    cut(Visible(client).to_string(), NAME)
}

/// The first characters of a text, with `…` where there are more.
pub(crate) fn cut(mut text: String, most: usize) -> String {
    if let Some((at, _)) = text.char_indices().nth(most) {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// The name by which the page's style knows a family of packets.
fn family(packet: Option<PacketType>) -> &'static str {
    use PacketType::{Connack, Connect, Disconnect, Pingreq, Pingresp, Publish};
    use PacketType::{Suback, Subscribe, Unsuback, Unsubscribe};
    match packet {
        Some(Connect | Connack | Disconnect) => "connection",
        Some(Publish) => "message",
        Some(Subscribe | Suback | Unsubscribe | Unsuback) => "subscription",
        Some(Pingreq | Pingresp) => "ping",
        Some(_) => "acknowledgement",
        None => "unknown",
    }
}
