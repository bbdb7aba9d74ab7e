//! A control packet of any type.

use bytes::Bytes;

use crate::{Ack, Buffer, Connack, Connect, PacketId, PacketType, Publish, Suback, Subscribe, Unsubscribe};

/// A control packet, decoded from, or to be encoded like, a buffer of type `B`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is documented by the type that it holds, and by PacketType")]
pub enum Packet<B: Buffer = Bytes> {
    /// Boxed because it is by far the largest and the rarest.
    Connect(Box<Connect<B>>),
    Connack(Connack),
    Publish(Publish<B>),
    Puback(Ack),
    Pubrec(Ack),
    Pubrel(Ack),
    Pubcomp(Ack),
    Subscribe(Subscribe<B>),
    Suback(Suback),
    Unsubscribe(Unsubscribe<B>),
    Unsuback(Ack),
    Pingreq,
    Pingresp,
    Disconnect,
}

impl<B: Buffer> Packet<B> {
    /// The type.
    #[must_use]
    pub fn packet_type(&self) -> PacketType {
        match self {
            Packet::Connect(_) => PacketType::Connect,
            Packet::Connack(_) => PacketType::Connack,
            Packet::Publish(_) => PacketType::Publish,
            Packet::Puback(_) => PacketType::Puback,
            Packet::Pubrec(_) => PacketType::Pubrec,
            Packet::Pubrel(_) => PacketType::Pubrel,
            Packet::Pubcomp(_) => PacketType::Pubcomp,
            Packet::Subscribe(_) => PacketType::Subscribe,
            Packet::Suback(_) => PacketType::Suback,
            Packet::Unsubscribe(_) => PacketType::Unsubscribe,
            Packet::Unsuback(_) => PacketType::Unsuback,
            Packet::Pingreq => PacketType::Pingreq,
            Packet::Pingresp => PacketType::Pingresp,
            Packet::Disconnect => PacketType::Disconnect,
        }
    }

    /// The packet identifier, in the packets that have one.
    #[must_use]
    pub fn packet_id(&self) -> Option<PacketId> {
        match self {
            Packet::Publish(publish) => publish.packet_id,
            Packet::Puback(ack)
            | Packet::Pubrec(ack)
            | Packet::Pubrel(ack)
            | Packet::Pubcomp(ack)
            | Packet::Unsuback(ack) => Some(ack.packet_id),
            Packet::Subscribe(subscribe) => Some(subscribe.packet_id),
            Packet::Suback(suback) => Some(suback.packet_id),
            Packet::Unsubscribe(unsubscribe) => Some(unsubscribe.packet_id),
            _ => None,
        }
    }
}
