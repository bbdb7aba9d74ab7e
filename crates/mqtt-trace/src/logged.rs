//! A packet of which only a log line is left.

use mqtt_packet::{
    Connect, ConnectReturnCode, Packet, PacketId, PacketType, Qos, SubscribeReturnCode, Version,
};

/// A packet that is known by its log line only: there are no bytes, and what the line does not tell is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The identifier of the client that the line names; empty where it names none.
    pub client: String,
    /// The type.
    pub packet_type: PacketType,
    /// The packet identifier, where the packet has one and the line tells it.
    pub packet_id: Option<PacketId>,
    /// What else the line tells.
    pub detail: Detail,
}

/// What a log line tells of a packet, besides its type and its identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Nothing; many packets hold nothing more.
    None,
    /// CONNECT.
    Connect(LoggedConnect),
    /// CONNACK.
    Connack {
        /// The broker goes on with a stored session; `None` where the line does not tell.
        session_present: Option<bool>,
        /// The answer.
        return_code: ConnectReturnCode,
    },
    /// PUBLISH: no line tells the payload.
    Publish {
        /// May be a re-delivery.
        dup: bool,
        /// Quality of service.
        qos: Qos,
        /// RETAIN.
        retain: bool,
        /// The topic name.
        topic: String,
        /// Bytes of payload.
        payload_size: u64,
    },
    /// SUBSCRIBE: topic filters with the QoS asked for.
    Subscribe(Vec<(String, Qos)>),
    /// SUBACK.
    Suback(Vec<SubscribeReturnCode>),
    /// UNSUBSCRIBE: topic filters.
    Unsubscribe(Vec<String>),
}

/// What a log line tells of a CONNECT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedConnect {
    /// The protocol version, where the line tells it.
    pub version: Option<Version>,
    /// Begin with a new session.
    pub clean_session: bool,
    /// In seconds.
    pub keep_alive: u16,
    /// The client identifier in use: the one that the broker has made where CONNECT has none.
    pub client_id: String,
    /// User name, where the line tells it.
    pub user_name: Option<String>,
    /// The will.
    pub will: Option<LoggedWill>,
}

/// What a log tells of a will.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedWill {
    /// Where to publish it; empty where the log does not tell.
    pub topic: String,
    /// Bytes of the message, where the log tells them.
    pub size: Option<u64>,
    /// At which QoS.
    pub qos: Qos,
    /// As a retained message.
    pub retain: bool,
}

impl Logged {
    /// What the log of a Mosquitto broker would have told of `packet`: no payload, no password, and no identifier of
    /// SUBSCRIBE, UNSUBSCRIBE and their acknowledgements. A capture and a log can then be compared.
    #[must_use]
    pub fn of(packet: &Packet) -> Logged {
        let packet_type = packet.packet_type();
        let silent = matches!(
            packet_type,
            PacketType::Subscribe | PacketType::Suback | PacketType::Unsubscribe | PacketType::Unsuback
        );
        let packet_id = packet.packet_id().filter(|_| !silent);
        Logged { client: String::new(), packet_type, packet_id, detail: detail(packet) }
    }
}

fn detail(packet: &Packet) -> Detail {
    match packet {
        Packet::Connect(connect) => Detail::Connect(LoggedConnect::of(connect)),
        Packet::Connack(connack) => Detail::Connack {
            session_present: Some(connack.session_present),
            return_code: connack.return_code,
        },
        Packet::Publish(publish) => Detail::Publish {
            dup: publish.dup,
            qos: publish.qos,
            retain: publish.retain,
            topic: publish.topic.to_string(),
            payload_size: publish.payload.len() as u64,
        },
        Packet::Subscribe(subscribe) => Detail::Subscribe(
            subscribe.subscriptions.iter().map(|one| (one.filter.to_string(), one.qos)).collect(),
        ),
        Packet::Suback(suback) => Detail::Suback(suback.return_codes.clone()),
        Packet::Unsubscribe(unsubscribe) => {
            Detail::Unsubscribe(unsubscribe.filters.iter().map(ToString::to_string).collect())
        }
        _ => Detail::None,
    }
}

impl LoggedConnect {
    fn of(connect: &Connect) -> LoggedConnect {
        LoggedConnect {
            version: Some(connect.version),
            clean_session: connect.clean_session,
            keep_alive: connect.keep_alive,
            client_id: connect.client_id.to_string(),
            user_name: connect.user_name.as_ref().map(ToString::to_string),
            will: connect.will.as_ref().map(|will| LoggedWill {
                topic: will.topic.to_string(),
                size: Some(will.message.len() as u64),
                qos: will.qos,
                retain: will.retain,
            }),
        }
    }
}
