//! Packets that break a rule: the encoder refuses them and writes nothing.

use std::collections::BTreeSet;

use bytes::{Bytes, BytesMut};
use mqtt_packet::{
    Connack, Connect, ConnectReturnCode, EncodeError, Field, MAX_REMAINING_LENGTH, Packet, PacketId,
    Properties, Publish, Qos, Rule, Suback, Subscribe, Subscription, Unsubscribe, Will,
};

fn connect(connect: Connect) -> Packet {
    Packet::Connect(Box::new(connect))
}

fn will(topic: impl Into<String>, message: Vec<u8>) -> Packet {
    let topic = topic.into().into();
    let (qos, retain, properties) = (Qos::AtMostOnce, false, Properties::default());
    let will = Will { topic, message: message.into(), qos, retain, properties };
    connect(Connect { will: Some(will), ..Connect::new("c") })
}

fn publish(topic: impl Into<String>) -> Packet {
    Packet::Publish(Publish::new(topic.into(), ""))
}

fn subscribe(filter: impl Into<String>) -> Packet {
    let subscription = Subscription { filter: filter.into().into(), qos: Qos::AtMostOnce };
    Packet::Subscribe(Subscribe::new(PacketId::FIRST, vec![subscription]))
}

fn unsubscribe(filter: &'static str) -> Packet {
    Packet::Unsubscribe(Unsubscribe::new(PacketId::FIRST, vec![filter.into()]))
}

fn connects() -> Vec<(Packet, Rule, Field)> {
    let long = "x".repeat(65_536);
    let named = |user_name: &str, password: Vec<u8>| {
        let (user_name, password) = (Some(user_name.into()), Some(Bytes::from(password)));
        connect(Connect { user_name, password, ..Connect::new("c") })
    };
    let anonymous = connect(Connect { password: Some(Bytes::from("p")), ..Connect::new("c") });
    vec![
        (connect(Connect::new("a\0")), Rule::NulCharacter, Field::ClientId),
        (connect(Connect::new(long.clone())), Rule::TextTooLong, Field::ClientId),
        (will("", vec![]), Rule::TopicEmpty, Field::WillTopic),
        (will("a/#", vec![]), Rule::TopicWildcard, Field::WillTopic),
        (will("\0", vec![]), Rule::NulCharacter, Field::WillTopic),
        (will(long.clone(), vec![]), Rule::TextTooLong, Field::WillTopic),
        (will("w", vec![0; 65_536]), Rule::TextTooLong, Field::WillMessage),
        (named("\0", vec![]), Rule::NulCharacter, Field::UserName),
        (named(&long, vec![]), Rule::TextTooLong, Field::UserName),
        (named("u", vec![0; 65_536]), Rule::TextTooLong, Field::Password),
        (anonymous, Rule::PasswordWithoutUserName, Field::PasswordFlag),
    ]
}

fn publishes() -> Vec<(Packet, Rule, Field)> {
    let flags =
        |dup, qos, packet_id| Packet::Publish(Publish { dup, qos, packet_id, ..Publish::new("a", "") });
    let id = Some(PacketId::FIRST);
    vec![
        (publish(""), Rule::TopicEmpty, Field::TopicName),
        (publish("a/+"), Rule::TopicWildcard, Field::TopicName),
        (publish("a\0b"), Rule::NulCharacter, Field::TopicName),
        (publish("x".repeat(65_536)), Rule::TextTooLong, Field::TopicName),
        (flags(true, Qos::AtMostOnce, None), Rule::PublishDup, Field::Dup),
        (flags(false, Qos::AtMostOnce, id), Rule::PacketIdAtQos0, Field::PacketId),
        (flags(false, Qos::AtLeastOnce, None), Rule::PacketIdMissing, Field::PacketId),
        (flags(true, Qos::ExactlyOnce, None), Rule::PacketIdMissing, Field::PacketId),
    ]
}

fn others() -> Vec<(Packet, Rule, Field)> {
    let return_code = ConnectReturnCode::NotAuthorized;
    let connack = Connack { session_present: true, ..Connack::refused(return_code) };
    let no_filter = Packet::Subscribe(Subscribe::new(PacketId::FIRST, vec![]));
    let no_code = Packet::Suback(Suback::new(PacketId::FIRST, vec![]));
    let nothing = Packet::Unsubscribe(Unsubscribe::new(PacketId::FIRST, vec![]));
    vec![
        (Packet::Connack(connack), Rule::SessionPresentRefused, Field::SessionPresent),
        (no_filter, Rule::SubscribeEmpty, Field::TopicFilter),
        (subscribe(""), Rule::TopicEmpty, Field::TopicFilter),
        (subscribe("a/#/b"), Rule::MultiLevelWildcard, Field::TopicFilter),
        (subscribe("a+"), Rule::SingleLevelWildcard, Field::TopicFilter),
        (subscribe("\0"), Rule::NulCharacter, Field::TopicFilter),
        (subscribe("x".repeat(65_536)), Rule::TextTooLong, Field::TopicFilter),
        (no_code, Rule::BodyTooShort, Field::SubscribeReturnCode),
        (nothing, Rule::UnsubscribeEmpty, Field::TopicFilter),
        (unsubscribe(""), Rule::TopicEmpty, Field::TopicFilter),
        (unsubscribe("#/"), Rule::MultiLevelWildcard, Field::TopicFilter),
    ]
}

fn table() -> Vec<(Packet, Rule, Field)> {
    [connects(), publishes(), others()].concat()
}

/// What the types make impossible to ask of the encoder.
const ONLY_DECODE_REPORTS: [Rule; 20] = [
    Rule::Utf8,
    Rule::ReservedPacketType,
    Rule::ReservedFlags,
    Rule::RemainingLength,
    Rule::BodyTooLong,
    Rule::PacketIdZero,
    Rule::ProtocolName,
    Rule::ConnectReservedFlag,
    Rule::WillFlagQos,
    Rule::WillQos,
    Rule::WillFlagRetain,
    Rule::ConnackFlags,
    Rule::ConnectReturnCode,
    Rule::PublishQos,
    Rule::PubrelFlags,
    Rule::SubscribeFlags,
    Rule::RequestedQos,
    Rule::SubscribeReturnCode,
    Rule::UnsubscribeFlags,
    Rule::DisconnectFlags,
];

#[test]
fn each_fault_is_told_with_its_rule_and_field() {
    for (packet, rule, field) in table() {
        let packet_type = packet.packet_type();
        let got = packet.encode(&mut BytesMut::new());
        assert_eq!(got, Err(EncodeError::Rule { rule, field }), "{packet_type}");
    }
}

#[test]
fn nothing_is_written_of_a_refused_packet() {
    for (packet, rule, field) in table() {
        let mut out = BytesMut::from("before");
        packet.encode(&mut out).unwrap_err();
        assert_eq!(out, "before", "{} refused for {field:?}, {rule:?}", packet.packet_type());
    }
}

#[test]
fn no_rule_is_forgotten() {
    let mut seen: BTreeSet<Rule> = table().iter().map(|&(_, rule, _)| rule).collect();
    for rule in ONLY_DECODE_REPORTS {
        assert!(seen.insert(rule), "encoding reports {rule:?} too");
    }
    let all: BTreeSet<Rule> = Rule::ALL.iter().copied().collect();
    assert_eq!(seen, all);
}

/// The payload is never touched, so that the system need not even provide its pages.
#[test]
fn a_packet_over_the_largest_remaining_length_is_refused() {
    let payload = vec![0; MAX_REMAINING_LENGTH + 1 - 3];
    let got = Packet::Publish(Publish::new("a", payload)).encode(&mut BytesMut::new());
    assert_eq!(got, Err(EncodeError::TooLarge { remaining_length: MAX_REMAINING_LENGTH + 1 }));
}
