//! What happens to connections, as Mosquitto logs it.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use mqtt_packet::{DecodeError, PacketId, Rule};

use crate::visible::Visible;

/// Stands for the client's identifier before a CONNECT has been accepted.
pub const UNKNOWN: &str = "<unknown>";

/// A line about a connection. `client` is a client identifier, or [`UNKNOWN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named alike in all variants: client, ip, address, port")]
pub enum Notice<'a> {
    /// A network connection was opened, from `address` to the broker's `port`.
    NewConnection { address: SocketAddr, port: u16 },
    /// CONNECT asks for a protocol level that is not served; CONNACK 1 follows.
    InvalidProtocolVersion { level: u8, ip: IpAddr },
    /// CONNECT begins with another protocol name.
    InvalidProtocol { name: &'a str, ip: IpAddr },
    /// The same identifier connects anew `[MQTT-3.1.4-2]`.
    AlreadyConnected { client: &'a str },
    /// After DISCONNECT.
    Disconnected { client: &'a str },
    /// The client closed the network connection without DISCONNECT.
    ClosedItsConnection { client: &'a str },
    /// Nothing came for one and a half times the keep-alive `[MQTT-3.1.2-24]`.
    ExceededTimeout { client: &'a str },
    /// The CONNACK said that the client may not connect.
    NotAuthorised { client: &'a str },
    /// The broker closes because of what the client has sent.
    DisconnectedDueTo { client: &'a str, breach: Breach },
    /// A second CONNECT `[MQTT-3.1.0-2]`; a protocol error follows.
    MultipleConnect { client: &'a str },
    /// A PUBLISH with QoS 3 `[MQTT-3.3.1-4]`; « malformed packet » follows.
    InvalidQosInPublish { client: &'a str },
    /// A SUBSCRIBE that asks for QoS 3; « malformed packet » follows.
    InvalidQosInSubscription { ip: IpAddr },
    /// A SUBSCRIBE with misplaced wildcards; « malformed packet » follows.
    InvalidSubscription { ip: IpAddr },
    /// An UNSUBSCRIBE with misplaced wildcards; « malformed packet » follows.
    InvalidUnsubscription { client: &'a str },
    /// A PUBREC for a message that was never sent; it is answered all the same.
    UnknownPubrec { client: &'a str, packet_id: PacketId },
}

/// What a client did wrong, in Mosquitto's three words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breach {
    /// The content of a packet is not as it must be.
    MalformedPacket,
    /// A packet that has no place there.
    ProtocolError,
    /// A packet over the broker's limit.
    OversizePacket,
}

impl Breach {
    /// The word that Mosquitto uses for bytes that cannot be decoded, once the client is connected; before, it
    /// says « protocol error » for all. Where the word depends on the packet, this is the one for PUBLISH.
    #[must_use]
    pub fn of(error: DecodeError) -> Breach {
        let DecodeError::Malformed { rule, .. } = error else {
            let oversize = matches!(error, DecodeError::TooLarge { .. });
            return if oversize { Breach::OversizePacket } else { Breach::ProtocolError };
        };
        match rule {
            Rule::Utf8
            | Rule::NulCharacter
            | Rule::BodyTooShort
            | Rule::PublishQos
            | Rule::TopicEmpty
            | Rule::SubscribeFlags
            | Rule::SubscribeEmpty
            | Rule::RequestedQos
            | Rule::UnsubscribeFlags
            | Rule::UnsubscribeEmpty
            | Rule::MultiLevelWildcard
            | Rule::SingleLevelWildcard => Breach::MalformedPacket,
            _ => Breach::ProtocolError,
        }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Breach::MalformedPacket => "malformed packet",
            Breach::ProtocolError => "protocol error",
            Breach::OversizePacket => "oversize packet",
        })
    }
}

impl fmt::Display for Notice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Notice::NewConnection { address, port } => {
                write!(f, "New connection from {address} on port {port}.")
            }
            Notice::InvalidProtocolVersion { level, ip } => {
                write!(f, "Invalid protocol version {level} in CONNECT from {ip}.")
            }
            Notice::InvalidProtocol { name, ip } => {
                write!(f, "Invalid protocol \"{}\" in CONNECT from {ip}.", Visible(name))
            }
            Notice::AlreadyConnected { client } => {
                write!(f, "Client {} already connected, closing old connection.", Visible(client))
            }
            Notice::Disconnected { client } => write!(f, "Client {} disconnected.", Visible(client)),
            Notice::ClosedItsConnection { client } => {
                write!(f, "Client {} closed its connection.", Visible(client))
            }
            Notice::ExceededTimeout { client } => {
                write!(f, "Client {} has exceeded timeout, disconnecting.", Visible(client))
            }
            Notice::NotAuthorised { client } => {
                write!(f, "Client {} disconnected, not authorised.", Visible(client))
            }
            Notice::DisconnectedDueTo { client, breach } => {
                write!(f, "Client {} disconnected due to {breach}.", Visible(client))
            }
            Notice::MultipleConnect { client } => {
                write!(f, "Bad client {} sending multiple CONNECT messages.", Visible(client))
            }
            Notice::InvalidQosInPublish { client } => {
                write!(f, "Invalid QoS in PUBLISH from {}, disconnecting.", Visible(client))
            }
            Notice::InvalidQosInSubscription { ip } => {
                write!(f, "Invalid QoS in subscription command from {ip}, disconnecting.")
            }
            Notice::InvalidSubscription { ip } => {
                write!(f, "Invalid subscription string from {ip}, disconnecting.")
            }
            Notice::InvalidUnsubscription { client } => {
                write!(f, "Invalid unsubscription string from {}, disconnecting.", Visible(client))
            }
            Notice::UnknownPubrec { client, packet_id } => {
                let client = Visible(client);
                write!(
                    f,
                    "Warning: Received PUBREC from {client} for an unknown packet identifier {packet_id}."
                )
            }
        }
    }
}
