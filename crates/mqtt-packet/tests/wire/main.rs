//! Whole packets, written by hand after the standard: bytes on one side, typed values on the other.

use bytes::{Bytes, BytesMut};
use mqtt_packet::{Packet, decode};

mod connect;
mod lengths;
mod publish;
mod subscribe;
mod without_content;

#[path = "../support/notation.rs"]
mod notation;
#[path = "../support/own.rs"]
mod own;

/// What the packet is, its bytes, its value.
type Row = (&'static str, &'static str, Packet);

/// The bytes give the value and the value the bytes, borrowed or owned.
fn both_ways(table: Vec<Row>) {
    for (name, wire, packet) in table {
        let wire = notation::bytes(wire);
        let borrowed = decodes_to(name, &wire, &packet);

        for (form, encoded) in [("owned", encode(&packet)), ("borrowed", encode(&borrowed))] {
            assert_eq!(hex(&encoded), hex(&wire), "{name}: encode, {form}");
        }
        assert_eq!(packet.encoded_size(), wire.len(), "{name}: encoded_size");
    }
}

/// The bytes give the value, both owned and borrowed; the borrowed one is returned.
fn decodes_to<'a>(name: &str, wire: &'a [u8], packet: &Packet) -> Packet<&'a [u8]> {
    let (owned, size) = decode(&Bytes::copy_from_slice(wire))
        .unwrap_or_else(|error| panic!("{name}: decode, owned: {error}"));
    assert_eq!(&owned, packet, "{name}: decode, owned");
    assert_eq!(size, wire.len(), "{name}: size, owned");

    let (borrowed, size) = decode(&wire).unwrap_or_else(|error| panic!("{name}: decode, borrowed: {error}"));
    assert_eq!(&own::own(borrowed.clone()), packet, "{name}: decode, borrowed");
    assert_eq!(size, wire.len(), "{name}: size, borrowed");
    borrowed
}

fn encode<B: mqtt_packet::Buffer>(packet: &Packet<B>) -> BytesMut {
    let mut out = BytesMut::new();
    packet.encode(&mut out).unwrap_or_else(|error| panic!("encode {packet:?}: {error}"));
    out
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x} ")).collect()
}
