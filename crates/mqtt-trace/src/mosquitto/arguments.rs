//! What stands in brackets after a packet's name. It depends on who writes: `m7` for what is sent, `Mid: 7` for
//! what is received.

use std::fmt;

use mqtt_packet::{Ack, Buffer, Packet, Publish};

use crate::visible::Visible;

/// The arguments of a packet that is sent.
pub(super) struct Sent<'p, B: Buffer>(pub &'p Packet<B>);

/// The arguments of a packet that is received.
pub(super) struct Got<'p, B: Buffer>(pub &'p Packet<B>);

impl<B: Buffer> fmt::Display for Sent<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Packet::Publish(publish) => write!(f, " {}", PublishArguments(publish)),
            Packet::Puback(Ack { packet_id, .. }) | Packet::Pubrec(Ack { packet_id, .. }) => {
                write!(f, " (m{packet_id}, rc0)")
            }
            Packet::Pubrel(ack) | Packet::Pubcomp(ack) => write!(f, " (m{})", ack.packet_id),
            _ => Ok(()),
        }
    }
}

impl<B: Buffer> fmt::Display for Got<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Packet::Publish(publish) => write!(f, " {}", PublishArguments(publish)),
            Packet::Puback(Ack { packet_id, .. }) | Packet::Pubcomp(Ack { packet_id, .. }) => {
                write!(f, " (Mid: {packet_id}, RC:0)")
            }
            Packet::Pubrec(ack) | Packet::Pubrel(ack) => write!(f, " (Mid: {})", ack.packet_id),
            _ => Ok(()),
        }
    }
}

/// `(d0, q0, r0, m0, 'topic', ... (4 bytes))`, the same both ways.
struct PublishArguments<'p, B: Buffer>(&'p Publish<B>);

impl<B: Buffer> fmt::Display for PublishArguments<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Publish { dup, qos, retain, topic, packet_id, payload, .. } = self.0;
        let mid = packet_id.map_or(0, mqtt_packet::PacketId::get);
        write!(
            f,
            "(d{}, q{qos}, r{}, m{mid}, '{}', ... ({} bytes))",
            u8::from(*dup),
            u8::from(*retain),
            Visible(topic),
            payload.as_ref().len()
        )
    }
}
