//! An exchange in figures: packets and bytes, the share of payloads, how long answers take, and what the same
//! messages would cost over HTTP/1.1.
//!
//! Memory is bounded, however long the exchange: see [`Durations`].

mod durations;
mod http;
mod report;

use std::collections::BTreeMap;

use mqtt_packet::{PacketType, Qos};

use crate::{Content, Direction, Piece, Seen, What};

pub use durations::Durations;

/// The figures of an exchange.
#[derive(Debug, Default)]
pub struct Stats {
    /// By type, for each direction.
    packets: BTreeMap<PacketType, [Amount; 2]>,
    /// What is no packet, for each direction.
    others: [Amount; 2],
    /// PUBLISH by QoS.
    messages: [Messages; 3],
    /// By request, answer and direction of the request.
    handshakes: BTreeMap<(PacketType, PacketType, usize), Durations>,
    /// Messages, each once, and their bytes over HTTP/1.1.
    http: Amount,
    /// Packets whose bytes are not known, since only their log lines are.
    without_bytes: u64,
    /// Places where something is missing.
    holes: u64,
}

/// So many, of so many bytes in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Amount {
    count: u64,
    bytes: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Messages {
    whole: Amount,
    dup: u64,
    payload: u64,
}

impl Amount {
    fn add(&mut self, bytes: u64) {
        self.count += 1;
        self.bytes += bytes;
    }
}

impl Stats {
    /// Counts an event.
    pub fn count(&mut self, seen: &Seen<'_>) {
        let (direction, piece) = match &seen.event.what {
            What::Piece { direction, piece } => (direction, piece),
            What::Gap { .. } | What::Missed { .. } => {
                self.holes += 1;
                return;
            }
            _ => return,
        };
        let way = index(*direction);
        let size = piece.bytes.len() as u64;
        let Some(packet_type) = piece.content.packet_type() else {
            return self.others[way].add(size);
        };
        self.packets.entry(packet_type).or_default()[way].add(size);
        self.without_bytes += u64::from(matches!(piece.content, Content::Logged(_)));
        self.count_message(piece);
        if let Some(request) = &seen.request
            && packet_type != PacketType::Pubrec
            && packet_type != PacketType::Pubrel
        {
            // The answer goes the other way.
            let key = (request.packet_type(), packet_type, 1 - way);
            self.handshakes.entry(key).or_default().add(seen.event.time.saturating_sub(request.time));
        }
    }

    fn count_message(&mut self, piece: &Piece) {
        let Some(message) = piece.content.message() else { return };
        let messages = &mut self.messages[message.qos as usize];
        messages.whole.add(piece.bytes.len() as u64);
        messages.payload += message.payload_size;
        messages.dup += u64::from(message.dup);
        // HTTP has no re-delivery of its own: a message counts once.
        if !message.dup {
            self.http.add(http::cost(message.topic, message.payload_size));
        }
    }

    /// All packets, both ways, and what is none.
    fn total(&self) -> Amount {
        let packets = self.packets.values().flatten().chain(&self.others);
        packets.fold(Amount::default(), |sum, one| Amount {
            count: sum.count + one.count,
            bytes: sum.bytes + one.bytes,
        })
    }

    fn payload(&self) -> u64 {
        self.messages.iter().map(|messages| messages.payload).sum()
    }

    /// The QoS that messages had.
    fn by_qos(&self) -> impl Iterator<Item = (Qos, &Messages)> {
        let all = [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce];
        all.into_iter().zip(&self.messages).filter(|(_, messages)| messages.whole.count > 0)
    }
}

fn index(direction: Direction) -> usize {
    match direction {
        Direction::ToBroker => 0,
        Direction::ToClient => 1,
    }
}
