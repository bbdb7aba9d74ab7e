//! What awaits an answer, to be sent again when none comes, as MQTT 3.1 brokers and clients did. MQTT 3.1.1 asks for
//! it on reconnection alone (§4.4), which is the affair of client and broker.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use mqtt_packet::{Packet, PacketId, PacketType, Qos};
use mqtt_trace::{Direction, Piece, Stream};

/// Packets that may await an answer on a connection; those above are not sent again.
const MOST: usize = 1024;

/// The bit of the fixed header that says « perhaps not for the first time » `[MQTT-3.3.1-1]`.
const DUP: u8 = 0b1000;

/// What is awaited: the answer to this packet, which went this way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Awaited {
    direction: Direction,
    packet: PacketType,
    id: PacketId,
}

impl Awaited {
    /// What a packet awaits, if it does.
    pub(super) fn by(packet: &Packet, direction: Direction) -> Option<Awaited> {
        let id = match packet {
            Packet::Publish(publish) if publish.qos != Qos::AtMostOnce => publish.packet_id?,
            Packet::Pubrel(ack) => ack.packet_id,
            _ => return None,
        };
        Some(Awaited { direction, packet: packet.packet_type(), id })
    }

    /// What a packet answers, if it does.
    pub(super) fn answered_by(packet: &Packet, direction: Direction) -> Option<Awaited> {
        let (question, id) = match packet {
            Packet::Puback(ack) | Packet::Pubrec(ack) => (PacketType::Publish, ack.packet_id),
            Packet::Pubcomp(ack) => (PacketType::Pubrel, ack.packet_id),
            _ => return None,
        };
        let direction = match direction {
            Direction::ToBroker => Direction::ToClient,
            Direction::ToClient => Direction::ToBroker,
        };
        Some(Awaited { direction, packet: question, id })
    }
}

/// The packets of a connection that await an answer.
#[derive(Debug, Default)]
pub(super) struct Resends(Vec<Waiting>);

#[derive(Debug)]
struct Waiting {
    awaited: Awaited,
    wire: Bytes,
    every: Duration,
    due: Duration,
}

impl Resends {
    pub(super) fn start(&mut self, awaited: Awaited, wire: Bytes, now: Duration, every: Duration) {
        self.answered(awaited);
        if self.0.len() < MOST {
            self.0.push(Waiting { awaited, wire, every, due: now.saturating_add(every) });
        }
    }

    pub(super) fn answered(&mut self, awaited: Awaited) {
        self.0.retain(|waiting| waiting.awaited != awaited);
    }

    /// Nothing more goes this way.
    pub(super) fn forget(&mut self, direction: Direction) {
        self.0.retain(|waiting| waiting.awaited.direction != direction);
    }

    pub(super) fn next_due(&self) -> Option<Duration> {
        self.0.iter().map(|waiting| waiting.due).min()
    }

    /// A packet whose time has come, as it is shown and as it is sent.
    pub(super) fn next(&mut self, now: Duration) -> Option<(Direction, Piece, Bytes)> {
        let waiting = self.0.iter_mut().find(|waiting| waiting.due <= now)?;
        waiting.due = now.saturating_add(waiting.every);
        let mut wire = BytesMut::from(&waiting.wire[..]);
        if waiting.awaited.packet == PacketType::Publish
            && let Some(first) = wire.first_mut()
        {
            *first |= DUP;
        }
        let mut stream = Stream::default();
        stream.push(&wire);
        Some((waiting.awaited.direction, stream.next_piece()?, wire.freeze()))
    }
}
