//! What a packet tells of itself, whether its bytes are known or only its log line.

use mqtt_packet::{Packet, PacketId, PacketType, Qos};

use crate::{Content, Detail};

/// A PUBLISH.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message<'a> {
    /// May be a re-delivery.
    pub dup: bool,
    /// Quality of service.
    pub qos: Qos,
    /// RETAIN.
    pub retain: bool,
    /// The topic name.
    pub topic: &'a str,
    /// Bytes of payload.
    pub payload_size: u64,
}

impl Content {
    /// The type of the packet; `None` where it is none.
    #[must_use]
    pub fn packet_type(&self) -> Option<PacketType> {
        match self {
            Content::Packet(packet) => Some(packet.packet_type()),
            Content::Logged(logged) => Some(logged.packet_type),
            Content::Undecodable(_) | Content::Raw => None,
        }
    }

    /// The packet identifier, where there is one and it is known.
    #[must_use]
    pub fn packet_id(&self) -> Option<PacketId> {
        match self {
            Content::Packet(packet) => packet.packet_id(),
            Content::Logged(logged) => logged.packet_id,
            Content::Undecodable(_) | Content::Raw => None,
        }
    }

    /// What a PUBLISH tells; `None` for all the rest.
    #[must_use]
    pub fn message(&self) -> Option<Message<'_>> {
        match self {
            Content::Packet(Packet::Publish(publish)) => Some(Message {
                dup: publish.dup,
                qos: publish.qos,
                retain: publish.retain,
                topic: &publish.topic,
                payload_size: publish.payload.len() as u64,
            }),
            Content::Logged(logged) => match &logged.detail {
                Detail::Publish { dup, qos, retain, topic, payload_size } => Some(Message {
                    dup: *dup,
                    qos: *qos,
                    retain: *retain,
                    topic,
                    payload_size: *payload_size,
                }),
                _ => None,
            },
            _ => None,
        }
    }

    /// The topic filters of a SUBSCRIBE or UNSUBSCRIBE; none for all the rest.
    #[must_use]
    pub fn filters(&self) -> Vec<&str> {
        match self {
            Content::Packet(Packet::Subscribe(subscribe)) => {
                subscribe.subscriptions.iter().map(|one| &*one.filter).collect()
            }
            Content::Packet(Packet::Unsubscribe(unsubscribe)) => {
                unsubscribe.filters.iter().map(|filter| &**filter).collect()
            }
            Content::Logged(logged) => match &logged.detail {
                Detail::Subscribe(subscriptions) => {
                    subscriptions.iter().map(|(filter, _)| filter.as_str()).collect()
                }
                Detail::Unsubscribe(filters) => filters.iter().map(String::as_str).collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The topic of the will of a CONNECT that has one.
    #[must_use]
    pub fn will_topic(&self) -> Option<&str> {
        match self {
            Content::Packet(Packet::Connect(connect)) => connect.will.as_ref().map(|will| &*will.topic),
            Content::Logged(logged) => match &logged.detail {
                Detail::Connect(connect) => connect.will.as_ref().map(|will| will.topic.as_str()),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a CONNECT asks for a session that outlives the connection; `None` for all the rest.
    pub(crate) fn keeps_session(&self) -> Option<bool> {
        match self {
            Content::Packet(Packet::Connect(connect)) => Some(!connect.clean_session),
            Content::Logged(logged) => match &logged.detail {
                Detail::Connect(connect) => Some(!connect.clean_session),
                _ => None,
            },
            _ => None,
        }
    }
}
