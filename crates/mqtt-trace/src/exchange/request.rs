//! Requests and their answers: which packet asks, which one answers it.

use std::sync::Arc;
use std::time::Duration;

use mqtt_packet::{PacketId, PacketType, Qos};

use crate::{Content, Direction};

/// A packet that is answered by others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub(super) key: Key,
    /// Its QoS, for a PUBLISH.
    pub qos: Option<Qos>,
    /// The topic of a PUBLISH, the filters of a SUBSCRIBE or UNSUBSCRIBE.
    pub topics: Arc<[String]>,
    /// When it was sent, for the last time.
    pub time: Duration,
    /// The place of that event in the exchange, from 1.
    pub place: u64,
}

/// What tells one request of a connection from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    packet_type: PacketType,
    direction: Direction,
    /// `None` for those that have none, or whose log line does not tell it.
    packet_id: Option<PacketId>,
}

impl Key {
    /// None comes before it.
    pub(super) const FIRST: Key =
        Key { packet_type: PacketType::Connect, direction: Direction::ToBroker, packet_id: None };
}

/// What a packet does in its exchange.
pub(super) enum Role {
    Asks(Key),
    Answers { key: Key, last: bool },
}

/// The role of a packet; `None` when it stands alone.
pub(super) fn role(content: &Content, direction: Direction) -> Option<Role> {
    use PacketType::{Connack, Connect, Pingreq, Pingresp, Puback, Pubcomp, Publish, Pubrec, Pubrel};
    use PacketType::{Suback, Subscribe, Unsuback, Unsubscribe};
    let packet_type = content.packet_type()?;
    let key = |packet_type, direction| Key { packet_type, direction, packet_id: content.packet_id() };
    let answers = |to, last| Some(Role::Answers { key: key(to, direction.opposite()), last });
    match packet_type {
        Publish if content.message()?.qos == Qos::AtMostOnce => None,
        Publish | Connect | Pingreq | Subscribe | Unsubscribe => {
            Some(Role::Asks(key(packet_type, direction)))
        }
        Puback | Pubcomp => answers(Publish, true),
        Pubrec => answers(Publish, false),
        // The publisher itself goes on with what it has begun.
        Pubrel => Some(Role::Answers { key: key(Publish, direction), last: false }),
        Suback => answers(Subscribe, true),
        Unsuback => answers(Unsubscribe, true),
        Connack => answers(Connect, true),
        Pingresp => answers(Pingreq, true),
        PacketType::Disconnect => None,
    }
}

/// Roughly what a request takes beside its topics, in bytes.
const OVERHEAD: usize = 128;

impl Request {
    pub(super) fn of(content: &Content, (place, time): (u64, Duration), key: Key) -> Request {
        let message = content.message();
        let topics = match message {
            Some(message) => vec![message.topic.to_owned()],
            None => content.filters().into_iter().map(str::to_owned).collect(),
        };
        Request { key, qos: message.map(|message| message.qos), topics: topics.into(), time, place }
    }

    /// Its type.
    #[must_use]
    pub fn packet_type(&self) -> PacketType {
        self.key.packet_type
    }

    pub(super) fn size(&self) -> usize {
        OVERHEAD + self.topics.iter().map(|topic| topic.len() + size_of::<String>()).sum::<usize>()
    }

    pub(super) fn outlives_connection(&self) -> bool {
        self.key.packet_type == PacketType::Publish
    }
}
