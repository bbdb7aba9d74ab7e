//! What the broker half asks its shell to do, and why it closes a connection.

use bytes::Bytes;
use bytestring::ByteString;
use mqtt_packet::{Connect, ConnectReturnCode, DecodeError, Packet, PacketType, Publish};

use super::ConnectionId;
use crate::WrongAcknowledgement;

/// Something to be done by the shell, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Find out whether a password is that of a user, and answer with [`Broker::verified`](super::Broker::verified).
    /// Until then nothing that comes on the connection may be handed in.
    Verify {
        /// Who wants to connect.
        connection: ConnectionId,
        /// As whom.
        user: ByteString,
        /// With which password.
        password: Password,
    },
    /// A client is connected; CONNACK follows.
    Accepted {
        /// Its connection.
        connection: ConnectionId,
        /// What it asked, with the client identifier that it was given if it sent none, and without password.
        connect: Box<Connect>,
    },
    /// Send a packet.
    Send {
        /// To whom.
        connection: ConnectionId,
        /// What.
        packet: Packet,
    },
    /// Close a connection, once what was sent to it before has left.
    Close {
        /// Which one; it no longer exists for the broker half.
        connection: ConnectionId,
        /// Why.
        reason: CloseReason,
    },
    /// The access rules have forbidden something. In MQTT 3.1.1 nothing tells the publisher of a message, which is
    /// acknowledged and goes to nobody `[MQTT-3.3.5-2]`; a subscription is refused in SUBACK.
    Forbidden {
        /// To whom.
        client_id: ByteString,
        /// What.
        what: Forbidden,
    },
    /// A message of QoS 1 or 2 was dropped: the client's queue is full.
    Dropped {
        /// For whom it was.
        client_id: ByteString,
        /// What it was about.
        topic: ByteString,
    },
}

/// What the access rules have forbidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forbidden {
    /// This message, a will perhaps.
    Publish(Box<Publish>),
    /// A subscription to this filter.
    Subscribe(ByteString),
}

/// A password. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(pub Bytes);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// Why the broker closes a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CloseReason {
    /// The client sent DISCONNECT `[MQTT-3.14.4-1]`.
    #[error("the client disconnected")]
    Disconnect,
    /// The same client identifier connected again `[MQTT-3.1.4-2]`.
    #[error("the client identifier connected elsewhere")]
    TakenOver,
    /// Silence for one and a half times the keep-alive `[MQTT-3.1.2-24]`.
    #[error("keep-alive exceeded")]
    KeepAlive,
    /// No CONNECT in reasonable time (§3.1).
    #[error("no CONNECT in time")]
    NoConnect,
    /// CONNECT was refused with this code `[MQTT-3.2.2-5]`.
    #[error("refused: {0}")]
    Refused(ConnectReturnCode),
    /// More QoS 2 messages wait for their PUBREL than [`Limits::max_queued_bytes`](super::Limits::max_queued_bytes)
    /// allows: MQTT 3.1.1 has no other way to refuse one.
    #[error("too many QoS 2 messages are not released")]
    TooMuchUnreleased,
    /// The bytes were not a packet, or too many `[MQTT-4.8.0-1]`.
    #[error("{0}")]
    Malformed(DecodeError),
    /// A well-formed packet at the wrong moment `[MQTT-4.8.0-1]`.
    #[error("{0}")]
    Violation(Violation),
}

/// A well-formed packet that the protocol forbids where it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Violation {
    /// The first packet must be CONNECT `[MQTT-3.1.0-1]`.
    #[error("the first packet is not CONNECT [MQTT-3.1.0-1]")]
    FirstPacketNotConnect,
    /// CONNECT comes once `[MQTT-3.1.0-2]`.
    #[error("second CONNECT [MQTT-3.1.0-2]")]
    SecondConnect,
    /// A message in flight was acknowledged as if it were of another QoS, or out of turn (§4.3).
    #[error("{0}")]
    WrongAcknowledgement(WrongAcknowledgement),
    /// Only a server sends this (§2.2.1).
    #[error("{0} comes from servers only (§2.2.1)")]
    ServerPacket(PacketType),
}
