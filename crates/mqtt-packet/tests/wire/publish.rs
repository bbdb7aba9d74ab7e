//! PUBLISH and the four acknowledgements of its handshakes.

use mqtt_packet::{Ack, Packet, PacketId, Publish, Qos};

use crate::both_ways;

fn id(value: u16) -> PacketId {
    PacketId::new(value).expect("not zero")
}

fn at_qos(qos: Qos, packet_id: u16, publish: Publish) -> Publish {
    Publish { qos, packet_id: Some(id(packet_id)), ..publish }
}

#[test]
fn publishes() {
    let maison = || Publish::new("maison", "21");
    both_ways(vec![
        ("QoS 0", "30 0a 00 06 'maison' '21'", Packet::Publish(maison())),
        ("retained", "31 0a 00 06 'maison' '21'", Packet::Publish(Publish { retain: true, ..maison() })),
        (
            "retained and empty, which erases",
            "31 08 00 06 'maison'",
            Packet::Publish(Publish { retain: true, ..Publish::new("maison", "") }),
        ),
        (
            "QoS 1",
            "32 0c 00 06 'maison' 12 34 '21'",
            Packet::Publish(at_qos(Qos::AtLeastOnce, 0x1234, maison())),
        ),
        (
            "QoS 1, empty payload after the packet identifier",
            "32 05 00 01 'a' ff ff",
            Packet::Publish(at_qos(Qos::AtLeastOnce, 0xffff, Publish::new("a", ""))),
        ),
        (
            "QoS 2, again, retained",
            "3d 0c 00 06 'maison' 00 01 '21'",
            Packet::Publish(Publish { dup: true, retain: true, ..at_qos(Qos::ExactlyOnce, 1, maison()) }),
        ),
        (
            "a topic that begins with a non-ASCII character",
            "30 0a 00 07 'été/1' 00",
            Packet::Publish(Publish::new("été/1", &b"\0"[..])),
        ),
        ("four-byte characters", "30 06 00 04 f0 9f 8c a1", Packet::Publish(Publish::new("🌡", ""))),
        (
            "U+FEFF is kept, not taken for a byte order mark [MQTT-1.5.3-3]",
            "30 06 00 04 ef bb bf 'a'",
            Packet::Publish(Publish::new("\u{feff}a", "")),
        ),
        (
            "empty levels, $ and spaces are topics like others",
            "30 08 00 06 '/$ //a'",
            Packet::Publish(Publish::new("/$ //a", "")),
        ),
        (
            "a payload that looks like text with a length",
            "30 06 00 01 'a' 00 01 'b'",
            Packet::Publish(Publish::new("a", &b"\0\x01b"[..])),
        ),
    ]);
}

#[test]
fn acknowledgements() {
    both_ways(vec![
        ("PUBACK", "40 02 12 34", Packet::Puback(Ack::new(id(0x1234)))),
        ("PUBREC", "50 02 00 01", Packet::Pubrec(Ack::new(id(1)))),
        ("PUBREL", "62 02 01 00", Packet::Pubrel(Ack::new(id(256)))),
        ("PUBCOMP", "70 02 ff ff", Packet::Pubcomp(Ack::new(id(65_535)))),
    ]);
}
