//! Which events are shown. What is recorded with `--record` is not filtered.

mod args;
mod moment;

use std::time::Duration;

use mqtt_packet::PacketType;
use mqtt_trace::{Content, Piece, Seen, What};

pub(crate) use args::Args;
pub(crate) use moment::Moment;

/// Chooses events.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    args: Args,
    /// The first moment and the last one, known from the first event on.
    window: Option<(Duration, Duration)>,
}

impl Filter {
    pub(crate) fn new(args: &Args) -> Filter {
        Filter { args: args.clone(), window: None }
    }

    /// Whether to show an event. To be asked for each, in order.
    pub(crate) fn shows(&mut self, seen: &Seen<'_>) -> bool {
        let (since, until) = self.window(seen.event.time);
        if seen.event.time < since || seen.event.time > until {
            return false;
        }
        let Args { types, client, topic, qos, .. } = &self.args;
        let piece = match &seen.event.what {
            // Whoever chooses must know that some of it may be missing.
            What::Missed { .. } => return true,
            What::Piece { piece, .. } => Some(piece),
            _ => None,
        };
        if !client.is_empty() && !client.iter().any(|name| name == seen.client) {
            return false;
        }
        if types.is_empty() && topic.is_empty() && qos.is_empty() {
            return true;
        }
        piece.is_some_and(|piece| self.chooses(seen, piece))
    }

    fn window(&mut self, first: Duration) -> (Duration, Duration) {
        let Args { since, until, .. } = self.args;
        *self.window.get_or_insert_with(|| {
            let at = |moment: Moment| moment.at(first);
            (since.map_or(Duration::ZERO, at), until.map_or(Duration::MAX, at))
        })
    }

    fn chooses(&self, seen: &Seen<'_>, piece: &Piece) -> bool {
        let Args { types, topic, qos, .. } = &self.args;
        let of_type = types.is_empty() || packet_type(piece).is_some_and(|one| types.contains(&one));
        let of_qos = qos.is_empty() || {
            let message = piece.content.message().map(|message| message.qos);
            let acknowledged = seen.request.as_ref().and_then(|request| request.qos);
            message.or(acknowledged).is_some_and(|one| qos.contains(&one))
        };
        of_type && of_qos && (topic.is_empty() || topic.iter().any(|filter| seen.concerns(filter)))
    }
}

/// The type of a packet; of one that cannot be decoded, the one that it says it has.
fn packet_type(piece: &Piece) -> Option<PacketType> {
    let said = || piece.bytes.first().and_then(|first| PacketType::from_u8(first >> 4));
    match piece.content {
        Content::Undecodable(_) => said(),
        _ => piece.content.packet_type(),
    }
}
