//! Examples measured by hand on the standard's figures.

use std::ops::Range;

use mqtt_packet::{Field, PacketType, Span, decode_with};

use crate::notation;

/// A field of whole bytes.
fn at(field: Field, bytes: Range<usize>) -> Span {
    Span { field, bytes, bits: None }
}

/// A field of some bits of a byte.
fn bits(field: Field, byte: usize, bits: Range<u8>) -> Span {
    Span { field, bytes: byte..byte + 1, bits: Some(bits) }
}

/// A fixed header of two bytes with reserved flags, then these fields.
fn after_header(fields: Vec<Span>) -> Vec<Span> {
    let mut spans = vec![
        bits(Field::PacketType, 0, 4..8),
        bits(Field::ReservedFlags, 0, 0..4),
        at(Field::RemainingLength, 1..2),
    ];
    spans.extend(fields);
    spans
}

fn connect() -> Vec<Span> {
    after_header(vec![
        at(Field::ProtocolNameLength, 2..4),
        at(Field::ProtocolName, 4..8),
        at(Field::ProtocolLevel, 8..9),
        bits(Field::UserNameFlag, 9, 7..8),
        bits(Field::PasswordFlag, 9, 6..7),
        bits(Field::WillRetain, 9, 5..6),
        bits(Field::WillQos, 9, 3..5),
        bits(Field::WillFlag, 9, 2..3),
        bits(Field::CleanSession, 9, 1..2),
        bits(Field::ConnectReservedFlag, 9, 0..1),
        at(Field::KeepAlive, 10..12),
        at(Field::ClientIdLength, 12..14),
        at(Field::ClientId, 14..15),
        at(Field::WillTopicLength, 15..17),
        at(Field::WillTopic, 17..19),
        at(Field::WillMessageLength, 19..21),
        at(Field::WillMessage, 21..24),
        at(Field::UserNameLength, 24..26),
        at(Field::UserName, 26..30),
        at(Field::PasswordLength, 30..32),
        at(Field::Password, 32..37),
    ])
}

fn publish_qos_1() -> Vec<Span> {
    vec![
        bits(Field::PacketType, 0, 4..8),
        bits(Field::Dup, 0, 3..4),
        bits(Field::Qos, 0, 1..3),
        bits(Field::Retain, 0, 0..1),
        at(Field::RemainingLength, 1..3),
        at(Field::TopicNameLength, 3..5),
        at(Field::TopicName, 5..8),
        at(Field::PacketId, 8..10),
        at(Field::Payload, 10..12),
    ]
}

/// Without a packet identifier; empty fields have a place too.
fn publish_qos_0() -> Vec<Span> {
    vec![
        bits(Field::PacketType, 0, 4..8),
        bits(Field::Dup, 0, 3..4),
        bits(Field::Qos, 0, 1..3),
        bits(Field::Retain, 0, 0..1),
        at(Field::RemainingLength, 1..2),
        at(Field::TopicNameLength, 2..4),
        at(Field::TopicName, 4..5),
        at(Field::Payload, 5..5),
    ]
}

fn subscribe() -> Vec<Span> {
    after_header(vec![
        at(Field::PacketId, 2..4),
        at(Field::TopicFilterLength, 4..6),
        at(Field::TopicFilter, 6..9),
        bits(Field::RequestedQosReserved, 9, 2..8),
        bits(Field::RequestedQos, 9, 0..2),
        at(Field::TopicFilterLength, 10..12),
        at(Field::TopicFilter, 12..13),
        bits(Field::RequestedQosReserved, 13, 2..8),
        bits(Field::RequestedQos, 13, 0..2),
    ])
}

fn unsubscribe() -> Vec<Span> {
    after_header(vec![
        at(Field::PacketId, 2..4),
        at(Field::TopicFilterLength, 4..6),
        at(Field::TopicFilter, 6..7),
        at(Field::TopicFilterLength, 7..9),
        at(Field::TopicFilter, 9..11),
    ])
}

fn connack() -> Vec<Span> {
    after_header(vec![
        bits(Field::ConnackReservedFlags, 2, 1..8),
        bits(Field::SessionPresent, 2, 0..1),
        at(Field::ConnectReturnCode, 3..4),
    ])
}

fn suback() -> Vec<Span> {
    after_header(vec![
        at(Field::PacketId, 2..4),
        at(Field::SubscribeReturnCode, 4..5),
        at(Field::SubscribeReturnCode, 5..6),
    ])
}

fn table() -> Vec<(&'static str, Vec<Span>)> {
    let acknowledgement = || after_header(vec![at(Field::PacketId, 2..4)]);
    let nothing = || after_header(vec![]);
    vec![
        (
            "10 23 00 04 'MQTT' 04 ee 00 3c 00 01 'c' 00 02 'é' 00 03 'bye' 00 04 'user' 00 05 'passe'",
            connect(),
        ),
        ("20 02 01 00", connack()),
        ("33 89 00 00 03 'a/b' 00 01 '21'", publish_qos_1()),
        ("30 03 00 01 'a'", publish_qos_0()),
        ("40 02 00 01", acknowledgement()),
        ("50 02 00 01", acknowledgement()),
        ("62 02 00 01", acknowledgement()),
        ("70 02 00 01", acknowledgement()),
        ("82 0c 00 01 00 03 'a/#' 01 00 01 '+' 02", subscribe()),
        ("90 04 00 01 01 80", suback()),
        ("a2 09 00 01 00 01 'a' 00 02 'é'", unsubscribe()),
        ("b0 02 00 01", acknowledgement()),
        ("c0 00", nothing()),
        ("d0 00", nothing()),
        ("e0 00", nothing()),
    ]
}

#[test]
fn each_field_lies_where_the_standard_draws_it() {
    for (wire, expected) in table() {
        let mut spans = Vec::new();
        let wire_bytes = notation::bytes(wire);
        decode_with(&&wire_bytes[..], &mut spans).unwrap_or_else(|error| panic!("{wire}: {error}"));
        assert_eq!(spans, expected, "{wire}");
    }
}

#[test]
fn every_packet_type_has_an_example() {
    let seen = table().into_iter().filter_map(|(wire, _)| PacketType::from_u8(notation::bytes(wire)[0] >> 4));
    let mut seen: Vec<PacketType> = seen.collect();
    seen.dedup();
    assert_eq!(seen, PacketType::ALL);
}
