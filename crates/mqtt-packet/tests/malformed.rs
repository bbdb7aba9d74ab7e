//! Bytes that break a rule: which rule is told, and where.

use std::collections::BTreeSet;

use mqtt_packet::{DecodeError, FixedHeader, Rule, decode};

#[path = "support/notation.rs"]
mod notation;

/// Bytes, the rule that they break, the offset of the fault.
const TABLE: &[(&str, Rule, usize)] = &[
    // Fixed header.
    ("00 00", Rule::ReservedPacketType, 0),
    ("f0 00", Rule::ReservedPacketType, 0),
    ("11 0c 00 04 'MQTT' 04 02 00 00 00 00", Rule::ReservedFlags, 0),
    ("28 02 00 00", Rule::ReservedFlags, 0),
    ("42 02 00 01", Rule::ReservedFlags, 0),
    ("51 02 00 01", Rule::ReservedFlags, 0),
    ("72 02 00 01", Rule::ReservedFlags, 0),
    ("92 03 00 01 00", Rule::ReservedFlags, 0),
    ("b2 02 00 01", Rule::ReservedFlags, 0),
    ("c1 00", Rule::ReservedFlags, 0),
    ("d8 00", Rule::ReservedFlags, 0),
    ("60 02 00 01", Rule::PubrelFlags, 0),
    ("6a 02 00 01", Rule::PubrelFlags, 0),
    ("80 06 00 01 00 01 'a' 00", Rule::SubscribeFlags, 0),
    ("a0 05 00 01 00 01 'a'", Rule::UnsubscribeFlags, 0),
    ("e2 00", Rule::DisconnectFlags, 0),
    ("36 05 00 01 'a' 00 01", Rule::PublishQos, 0),
    ("3f 05 00 01 'a' 00 01", Rule::PublishQos, 0),
    ("38 03 00 01 'a'", Rule::PublishDup, 0),
    ("39 03 00 01 'a'", Rule::PublishDup, 0),
    ("30 ff ff ff ff", Rule::RemainingLength, 4),
    ("c0 80 80 80 80 00", Rule::RemainingLength, 4),
    // CONNECT.
    ("10 00", Rule::BodyTooShort, 2),
    ("10 01 00", Rule::BodyTooShort, 3),
    ("10 06 00 04 'MQTT'", Rule::BodyTooShort, 8),
    ("10 07 00 04 'MQTT' 04", Rule::BodyTooShort, 9),
    ("10 09 00 04 'MQTT' 04 02 00", Rule::BodyTooShort, 11),
    ("10 0a 00 04 'MQTT' 04 02 00 00", Rule::BodyTooShort, 12),
    ("10 0d 00 04 'MQTT' 04 02 00 00 00 02 'a'", Rule::BodyTooShort, 15),
    ("10 0c 00 04 'MQTT' 04 06 00 00 00 00", Rule::BodyTooShort, 14),
    ("10 0c 00 04 'MQTT' 04 82 00 00 00 00", Rule::BodyTooShort, 14),
    ("10 0e 00 04 'MQTT' 04 c2 00 00 00 00 00 00", Rule::BodyTooShort, 16),
    ("10 0d 00 04 'MQTT' 04 02 00 00 00 00 00", Rule::BodyTooLong, 14),
    ("10 0c 00 04 'mqtt' 04 02 00 00 00 00", Rule::ProtocolName, 2),
    ("10 0d 00 05 'MQTT5' 04 02 00 00 00 00", Rule::ProtocolName, 2),
    ("10 08 00 00 04 02 00 00 00 00", Rule::ProtocolName, 2),
    ("10 0c 00 04 'MQT' c9 04 02 00 00 00 00", Rule::Utf8, 7),
    ("10 0c 00 04 'MQTT' 04 03 00 00 00 00", Rule::ConnectReservedFlag, 9),
    ("10 0c 00 04 'MQTT' 04 0a 00 00 00 00", Rule::WillFlagQos, 9),
    ("10 0c 00 04 'MQTT' 04 1a 00 00 00 00", Rule::WillFlagQos, 9),
    ("10 0c 00 04 'MQTT' 04 22 00 00 00 00", Rule::WillFlagRetain, 9),
    ("10 11 00 04 'MQTT' 04 1e 00 00 00 00 00 01 'w' 00 00", Rule::WillQos, 9),
    ("10 0e 00 04 'MQTT' 04 42 00 00 00 00 00 00", Rule::PasswordWithoutUserName, 9),
    ("10 0e 00 04 'MQTT' 04 02 00 00 00 02 c3 28", Rule::Utf8, 14),
    ("10 0f 00 04 'MQTT' 04 02 00 00 00 03 'a' 00 'b'", Rule::NulCharacter, 15),
    ("10 10 00 04 'MQTT' 04 06 00 00 00 00 00 00 00 00", Rule::TopicEmpty, 16),
    ("10 13 00 04 'MQTT' 04 06 00 00 00 00 00 03 'a/+' 00 00", Rule::TopicWildcard, 18),
    ("10 10 00 04 'MQTT' 04 82 00 00 00 00 00 02 'u' ff", Rule::Utf8, 17),
    // CONNACK.
    ("20 00", Rule::BodyTooShort, 2),
    ("20 01 00", Rule::BodyTooShort, 3),
    ("20 03 00 00 00", Rule::BodyTooLong, 4),
    ("20 02 02 00", Rule::ConnackFlags, 2),
    ("20 02 80 00", Rule::ConnackFlags, 2),
    ("20 02 00 06", Rule::ConnectReturnCode, 3),
    ("20 02 00 ff", Rule::ConnectReturnCode, 3),
    ("20 02 01 05", Rule::SessionPresentRefused, 2),
    // PUBLISH.
    ("30 00", Rule::BodyTooShort, 2),
    ("30 03 00 02 'a'", Rule::BodyTooShort, 5),
    ("32 03 00 01 'a'", Rule::BodyTooShort, 5),
    ("34 04 00 01 'a' 00", Rule::BodyTooShort, 6),
    ("32 05 00 01 'a' 00 00", Rule::PacketIdZero, 5),
    ("30 02 00 00", Rule::TopicEmpty, 4),
    ("30 07 00 05 'a/+/b'", Rule::TopicWildcard, 6),
    ("30 06 00 04 'é/#'", Rule::TopicWildcard, 7),
    ("30 04 00 02 'a' 00", Rule::NulCharacter, 5),
    ("30 04 00 02 c0 80", Rule::Utf8, 4),
    ("30 05 00 03 ed a0 80", Rule::Utf8, 4),
    ("30 06 00 04 f4 90 80 80", Rule::Utf8, 4),
    ("30 04 00 02 'a' c3", Rule::Utf8, 5),
    // PUBACK and its kind.
    ("40 00", Rule::BodyTooShort, 2),
    ("50 01 00", Rule::BodyTooShort, 3),
    ("62 02 00 00", Rule::PacketIdZero, 2),
    ("70 03 00 01 00", Rule::BodyTooLong, 4),
    // SUBSCRIBE, SUBACK.
    ("82 00", Rule::BodyTooShort, 2),
    ("82 02 00 01", Rule::SubscribeEmpty, 4),
    ("82 06 00 00 00 01 'a' 00", Rule::PacketIdZero, 2),
    ("82 05 00 01 00 01 'a'", Rule::BodyTooShort, 7),
    ("82 07 00 01 00 01 'a' 00 00", Rule::BodyTooShort, 9),
    ("82 06 00 01 00 01 'a' 03", Rule::RequestedQos, 7),
    ("82 06 00 01 00 01 'a' 04", Rule::RequestedQos, 7),
    ("82 06 00 01 00 01 'a' 80", Rule::RequestedQos, 7),
    ("82 05 00 01 00 00 00", Rule::TopicEmpty, 6),
    ("82 0a 00 01 00 01 'a' 00 00 01 00 00", Rule::NulCharacter, 10),
    ("82 0a 00 01 00 05 'a/#/b' 00", Rule::MultiLevelWildcard, 8),
    ("82 07 00 01 00 02 'a#' 00", Rule::MultiLevelWildcard, 7),
    ("82 07 00 01 00 02 'a+' 00", Rule::SingleLevelWildcard, 7),
    ("82 08 00 01 00 03 '+a/' 00", Rule::SingleLevelWildcard, 6),
    ("90 02 00 01", Rule::BodyTooShort, 4),
    ("90 04 00 01 00 03", Rule::SubscribeReturnCode, 5),
    ("90 03 00 01 81", Rule::SubscribeReturnCode, 4),
    // UNSUBSCRIBE, UNSUBACK.
    ("a2 02 00 01", Rule::UnsubscribeEmpty, 4),
    ("a2 06 00 01 00 01 'a' 00", Rule::BodyTooShort, 8),
    ("a2 06 00 01 00 02 '#/'", Rule::MultiLevelWildcard, 6),
    ("b0 02 00 00", Rule::PacketIdZero, 2),
    // The packets without content.
    ("c0 01 00", Rule::BodyTooLong, 2),
    ("d0 01 00", Rule::BodyTooLong, 2),
    ("e0 81 00 00", Rule::BodyTooLong, 3),
];

/// What only a packet in memory can break: on the wire, each of these is another packet.
const ONLY_ENCODE_REPORTS: [Rule; 3] = [Rule::PacketIdAtQos0, Rule::PacketIdMissing, Rule::TextTooLong];

#[test]
fn each_fault_is_told_with_its_rule_and_place() {
    for &(wire, rule, offset) in TABLE {
        // What a neighbour's packet holds must not fill the gaps of this one.
        let mut bytes = notation::bytes(wire);
        if let Ok(header) = FixedHeader::decode(&bytes) {
            assert_eq!(header.packet_size(), bytes.len(), "the table announces the wrong size: {wire}");
        }
        bytes.extend_from_slice(&[0xff; 8]);
        let got = decode(&bytes.as_slice());
        assert_eq!(got, Err(DecodeError::Malformed { rule, offset }), "{wire}");
    }
}

#[test]
fn no_rule_is_forgotten() {
    let mut seen: BTreeSet<Rule> = TABLE.iter().map(|&(_, rule, _)| rule).collect();
    for rule in ONLY_ENCODE_REPORTS {
        assert!(seen.insert(rule), "decoding reports {rule:?} too");
    }
    let all: BTreeSet<Rule> = Rule::ALL.iter().copied().collect();
    assert_eq!(seen, all);
}

#[test]
fn other_protocol_levels_are_told_apart_from_malformed_packets() {
    let table = [
        ("MQTT 5", "10 0d 00 04 'MQTT' 05 02 00 00 00 00 00", 5, 8),
        ("level 0", "10 0c 00 04 'MQTT' 00 02 00 00 00 00", 0, 8),
        ("level 3 under the name of level 4", "10 0c 00 04 'MQTT' 03 02 00 00 00 00", 3, 8),
        ("level 4 under the name of level 3", "10 0e 00 06 'MQIsdp' 04 02 00 00 00 00", 4, 10),
        ("a level whose CONNECT has another form", "10 07 00 04 'MQTT' 2a", 42, 8),
    ];
    for (name, wire, level, offset) in table {
        let wire = notation::bytes(wire);
        assert_eq!(
            decode(&wire.as_slice()),
            Err(DecodeError::UnsupportedVersion { level, offset }),
            "{name}"
        );
    }
}
