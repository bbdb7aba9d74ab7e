//! What the broker half asks its shell to do, and why it closes a connection.

use bytestring::ByteString;
use mqtt_packet::{Connect, ConnectReturnCode, DecodeError, Packet, PacketType};

use super::ConnectionId;
use crate::WrongAcknowledgement;

/// Something to be done by the shell, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
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
    /// A message of QoS 1 or 2 was dropped: the client's queue is full.
    Dropped {
        /// For whom it was.
        client_id: ByteString,
        /// What it was about.
        topic: ByteString,
    },
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
