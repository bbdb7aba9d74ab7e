//! The fields of packets that a rule may ask about, named as in Mosquitto's log lines where they stand there.

use mqtt_packet::{Packet, PacketType, SubscribeReturnCode, Version};
use mqtt_trace::{Content, Detail};

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Dup,
    Qos,
    Retain,
    PacketId,
    Topic,
    Payload,
    Size,
    Version,
    CleanSession,
    KeepAlive,
    User,
    WillTopic,
    WillPayload,
    WillQos,
    WillRetain,
    SessionPresent,
    Code,
    Filter,
}

/// What a packet has in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Got<'p> {
    Number(u64),
    Text(&'p [u8]),
    /// The packet has no such field, as a PUBLISH at QoS 0 has no identifier.
    Absent,
    /// It may have one, which a log line does not tell.
    Untold,
}

impl Field {
    pub(crate) const ALL: [Field; 18] = [
        Field::Dup,
        Field::Qos,
        Field::Retain,
        Field::PacketId,
        Field::Topic,
        Field::Payload,
        Field::Size,
        Field::Version,
        Field::CleanSession,
        Field::KeepAlive,
        Field::User,
        Field::WillTopic,
        Field::WillPayload,
        Field::WillQos,
        Field::WillRetain,
        Field::SessionPresent,
        Field::Code,
        Field::Filter,
    ];

    /// Its name in a rule.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Field::Dup => "d",
            Field::Qos => "q",
            Field::Retain => "r",
            Field::PacketId => "m",
            Field::Topic => "topic",
            Field::Payload => "payload",
            Field::Size => "taille",
            Field::Version => "p",
            Field::CleanSession => "c",
            Field::KeepAlive => "k",
            Field::User => "utilisateur",
            Field::WillTopic => "will_topic",
            Field::WillPayload => "will_payload",
            Field::WillQos => "will_q",
            Field::WillRetain => "will_r",
            Field::SessionPresent => "session",
            Field::Code => "code",
            Field::Filter => "filtre",
        }
    }

    /// The fields of a type of packet.
    pub(crate) fn of(packet_type: PacketType) -> &'static [Field] {
        use Field::{
            CleanSession, Code, Dup, Filter, KeepAlive, PacketId, Payload, Qos, Retain, SessionPresent, Size,
            Topic, User, Version, WillPayload, WillQos, WillRetain, WillTopic,
        };
        match packet_type {
            PacketType::Connect => {
                &[Version, CleanSession, KeepAlive, User, WillTopic, WillPayload, WillQos, WillRetain]
            }
            PacketType::Connack => &[SessionPresent, Code],
            PacketType::Publish => &[Dup, Qos, Retain, PacketId, Topic, Payload, Size],
            PacketType::Puback
            | PacketType::Pubrec
            | PacketType::Pubrel
            | PacketType::Pubcomp
            | PacketType::Unsuback => &[PacketId],
            PacketType::Subscribe => &[PacketId, Filter, Qos],
            PacketType::Suback => &[PacketId, Code],
            PacketType::Unsubscribe => &[PacketId, Filter],
            PacketType::Pingreq | PacketType::Pingresp | PacketType::Disconnect => &[],
        }
    }

    /// Whether it holds a text rather than a number.
    pub(crate) fn is_text(self) -> bool {
        matches!(
            self,
            Field::Topic
                | Field::Payload
                | Field::User
                | Field::WillTopic
                | Field::WillPayload
                | Field::Filter
        )
    }

    /// Whether a packet may do without, so that to have any is to say something.
    pub(crate) fn may_be_absent(self) -> bool {
        matches!(self, Field::WillTopic | Field::WillPayload | Field::User)
    }

    /// Whether a rule gives a topic filter for it, which a topic must match.
    pub(crate) fn is_topic(self) -> bool {
        matches!(self, Field::Topic | Field::WillTopic)
    }

    /// What `content` has here. `entry` is the place in a list of subscriptions or return codes.
    pub(crate) fn get(self, content: &Content, entry: usize) -> Got<'_> {
        match content {
            Content::Packet(packet) => self.of_packet(packet, content, entry),
            Content::Logged(logged) => self.of_detail(&logged.detail, content, entry),
            Content::Undecodable(_) | Content::Raw => Got::Absent,
        }
    }

    fn of_packet<'p>(self, packet: &'p Packet, content: &'p Content, entry: usize) -> Got<'p> {
        match (self, packet) {
            (Field::PacketId, _) => {
                content.packet_id().map_or(Got::Absent, |id| Got::Number(id.get().into()))
            }
            (Field::Payload, Packet::Publish(publish)) => Got::Text(&publish.payload),
            (_, Packet::Publish(_)) => self.of_message(content),
            (Field::Code, Packet::Connack(connack)) => Got::Number(connack.return_code as u64),
            (Field::SessionPresent, Packet::Connack(connack)) => flag(connack.session_present),
            (Field::Filter, Packet::Subscribe(subscribe)) => {
                text(subscribe.subscriptions.get(entry).map(|one| &*one.filter))
            }
            (Field::Qos, Packet::Subscribe(subscribe)) => {
                number(subscribe.subscriptions.get(entry).map(|one| one.qos as u8))
            }
            (Field::Filter, Packet::Unsubscribe(unsubscribe)) => {
                text(unsubscribe.filters.get(entry).map(|filter| &**filter))
            }
            (Field::Code, Packet::Suback(suback)) => code(suback.return_codes.get(entry)),
            (_, Packet::Connect(connect)) => {
                let will = connect.will.as_ref();
                match self {
                    Field::Version => version(connect.version),
                    Field::CleanSession => flag(connect.clean_session),
                    Field::KeepAlive => Got::Number(connect.keep_alive.into()),
                    Field::User => text(connect.user_name.as_deref()),
                    Field::WillTopic => text(will.map(|will| &*will.topic)),
                    Field::WillPayload => text(will.map(|will| &will.message)),
                    Field::WillQos => number(will.map(|will| will.qos as u8)),
                    Field::WillRetain => number(will.map(|will| u8::from(will.retain))),
                    _ => Got::Absent,
                }
            }
            _ => Got::Absent,
        }
    }

    fn of_detail<'p>(self, detail: &'p Detail, content: &'p Content, entry: usize) -> Got<'p> {
        match (self, detail) {
            (Field::PacketId, _) => {
                content.packet_id().map_or(Got::Untold, |id| Got::Number(id.get().into()))
            }
            (Field::Payload, Detail::Publish { .. }) => Got::Untold,
            (_, Detail::Publish { .. }) => self.of_message(content),
            (Field::Code, Detail::Connack { return_code, .. }) => Got::Number(*return_code as u64),
            (Field::SessionPresent, Detail::Connack { session_present, .. }) => {
                session_present.map_or(Got::Untold, flag)
            }
            (Field::Filter, Detail::Subscribe(all)) => {
                text(all.get(entry).map(|(filter, _)| filter.as_bytes()))
            }
            (Field::Qos, Detail::Subscribe(all)) => number(all.get(entry).map(|(_, qos)| *qos as u8)),
            (Field::Filter, Detail::Unsubscribe(all)) => text(all.get(entry).map(String::as_bytes)),
            (Field::Code, Detail::Suback(codes)) => code(codes.get(entry)),
            (_, Detail::Connect(connect)) => {
                let will = connect.will.as_ref();
                match self {
                    Field::Version => connect.version.map_or(Got::Untold, version),
                    Field::CleanSession => flag(connect.clean_session),
                    Field::KeepAlive => Got::Number(connect.keep_alive.into()),
                    Field::User => {
                        connect.user_name.as_ref().map_or(Got::Untold, |name| Got::Text(name.as_bytes()))
                    }
                    Field::WillTopic => text(will.map(|will| &*will.topic)),
                    Field::WillPayload => will.map_or(Got::Absent, |_| Got::Untold),
                    Field::WillQos => number(will.map(|will| will.qos as u8)),
                    Field::WillRetain => number(will.map(|will| u8::from(will.retain))),
                    _ => Got::Absent,
                }
            }
            _ => Got::Absent,
        }
    }

    fn of_message(self, content: &Content) -> Got<'_> {
        let Some(message) = content.message() else { return Got::Absent };
        match self {
            Field::Dup => flag(message.dup),
            Field::Qos => Got::Number(message.qos as u64),
            Field::Retain => flag(message.retain),
            Field::Topic => Got::Text(message.topic.as_bytes()),
            Field::Size => Got::Number(message.payload_size),
            _ => Got::Absent,
        }
    }
}

/// How many entries a packet has that a rule may choose among: those of a list of subscriptions or return codes.
pub(crate) fn entries(content: &Content) -> usize {
    let count = match content {
        Content::Packet(Packet::Subscribe(subscribe)) => subscribe.subscriptions.len(),
        Content::Packet(Packet::Unsubscribe(unsubscribe)) => unsubscribe.filters.len(),
        Content::Packet(Packet::Suback(suback)) => suback.return_codes.len(),
        Content::Logged(logged) => match &logged.detail {
            Detail::Subscribe(all) => all.len(),
            Detail::Unsubscribe(all) => all.len(),
            Detail::Suback(all) => all.len(),
            _ => 1,
        },
        _ => 1,
    };
    count.max(1)
}

fn number<N: Into<u64>>(number: Option<N>) -> Got<'static> {
    number.map_or(Got::Absent, |number| Got::Number(number.into()))
}

fn flag(flag: bool) -> Got<'static> {
    Got::Number(flag.into())
}

fn text<T: AsRef<[u8]> + ?Sized>(text: Option<&T>) -> Got<'_> {
    text.map_or(Got::Absent, |text| Got::Text(text.as_ref()))
}

fn code(code: Option<&SubscribeReturnCode>) -> Got<'static> {
    number(code.map(|code| code.to_u8()))
}

/// As Mosquitto numbers them.
fn version(version: Version) -> Got<'static> {
    Got::Number(if version == Version::V3_1 { 1 } else { 2 })
}
