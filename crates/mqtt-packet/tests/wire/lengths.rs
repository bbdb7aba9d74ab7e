//! What the remaining length may be, and what lies after the packet.

use mqtt_packet::{Ack, Packet, PacketId, Publish, decode};

use crate::{decodes_to, encode, hex, notation};

/// The standard does not demand the shortest form (§2.2.3), so a longer one is read, and never written.
#[test]
fn a_remaining_length_longer_than_needed_is_read() {
    let table = [
        ("PINGREQ, 2 bytes", "c0 80 00", "c0 00", Packet::Pingreq),
        ("PINGREQ, 4 bytes", "c0 80 80 80 00", "c0 00", Packet::Pingreq),
        ("PUBACK", "40 82 00 00 01", "40 02 00 01", Packet::Puback(Ack::new(PacketId::FIRST))),
        (
            "PUBLISH",
            "30 84 80 00 00 01 'a' 'x'",
            "30 04 00 01 'a' 'x'",
            Packet::Publish(Publish::new("a", "x")),
        ),
    ];
    for (name, long, short, packet) in table {
        let long = notation::bytes(long);
        let borrowed = decodes_to(name, &long, &packet);
        assert_eq!(hex(&encode(&borrowed)), hex(&notation::bytes(short)), "{name}: encode again");
    }
}

/// A PUBLISH to `a` of each size where the remaining length takes one more byte.
#[test]
fn the_remaining_length_grows_with_the_packet() {
    let table: [(usize, &str); 6] = [
        (127, "30 7f"),
        (128, "30 80 01"),
        (16_383, "30 ff 7f"),
        (16_384, "30 80 80 01"),
        (2_097_151, "30 ff ff 7f"),
        (2_097_152, "30 80 80 80 01"),
    ];
    for (remaining_length, header) in table {
        let packet = Packet::Publish(Publish::new("a", vec![b'x'; remaining_length - 3]));
        let wire = encode(&packet);
        let header = notation::bytes(header);
        assert_eq!(hex(&wire[..header.len()]), hex(&header), "header for {remaining_length}");
        assert_eq!(wire.len(), header.len() + remaining_length, "size for {remaining_length}");
        decodes_to("grown PUBLISH", &wire, &packet);
    }
}

#[test]
fn the_longest_text_has_65535_bytes() {
    let packet = Packet::Publish(Publish::new("t".repeat(65_535), "x"));
    let wire = encode(&packet);
    assert_eq!(hex(&wire[..6]), hex(&notation::bytes("30 82 80 04 ff ff")));
    decodes_to("longest topic", &wire, &packet);
}

#[test]
fn what_follows_the_packet_is_left_alone() {
    let wire = notation::bytes("40 02 00 07 ff ff ff");
    let packet = Packet::Puback(Ack::new(PacketId::new(7).unwrap()));
    assert_eq!(decode(&wire.as_slice()), Ok((packet, 4)));
}

#[test]
fn encoding_adds_to_what_is_there() {
    let mut out = encode(&Packet::<bytes::Bytes>::Pingreq);
    Packet::<bytes::Bytes>::Disconnect.encode(&mut out).unwrap();
    assert_eq!(hex(&out), "c0 00 e0 00 ");
}
