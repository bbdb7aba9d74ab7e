//! What the client half asks its shell to do, and what it tells the application.

use bytestring::ByteString;
use mqtt_packet::{ConnectReturnCode, DecodeError, Packet, PacketType, Publish, SubscribeReturnCode};

use crate::WrongAcknowledgement;

/// Something to be done by the shell or known by the application, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send a packet.
    Send(Packet),
    /// Close the network connection, once what was sent before has left.
    Close(CloseReason),
    /// The broker accepted the connection.
    Connected {
        /// It remembered the session: subscriptions stand, and what was in flight goes on.
        session_present: bool,
    },
    /// A message for the application. At QoS 2 it comes once, when the broker has released it.
    Message(Publish),
    /// The broker answered a SUBSCRIBE.
    Subscribed {
        /// Each topic filter with what was granted.
        granted: Vec<(ByteString, SubscribeReturnCode)>,
    },
    /// The broker answered an UNSUBSCRIBE.
    Unsubscribed,
    /// A new session began while QoS 2 messages were between PUBREC and PUBCOMP. Whether the broker passed
    /// them on cannot be known: exactly once holds within a session only.
    Uncertain {
        /// How many.
        messages: usize,
    },
}

/// Why the client closes the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CloseReason {
    /// The application asked for it; DISCONNECT was sent.
    #[error("disconnected")]
    Disconnect,
    /// The broker refused the connection.
    #[error("refused: {0}")]
    Refused(ConnectReturnCode),
    /// No CONNACK in reasonable time (§3.2).
    #[error("no CONNACK in time")]
    NoConnack,
    /// No PINGRESP in reasonable time (§3.1.2.10).
    #[error("no PINGRESP in time")]
    NoPingresp,
    /// What the broker sent is not a packet `[MQTT-4.8.0-1]`.
    #[error("{0}")]
    Malformed(DecodeError),
    /// The broker sent something before CONNACK `[MQTT-3.2.0-1]`.
    #[error("{0} before CONNACK [MQTT-3.2.0-1]")]
    BeforeConnack(PacketType),
    /// The broker must answer each topic filter of a SUBSCRIBE `[MQTT-3.8.4-5]`.
    #[error("SUBACK with {codes} return code(s) for {filters} topic filter(s) [MQTT-3.8.4-5]")]
    SubackLength {
        /// Return codes in the SUBACK.
        codes: usize,
        /// Topic filters in the SUBSCRIBE.
        filters: usize,
    },
    /// A message in flight was acknowledged as if it were of another QoS, or out of turn (§4.3).
    #[error("{0}")]
    WrongAcknowledgement(WrongAcknowledgement),
    /// The broker sent a packet that only clients send, or a second CONNACK (§2.2.1).
    #[error("{0} is not for a connected client (§2.2.1)")]
    Unexpected(PacketType),
}
