//! The kit's codec, in both of its ways: packets that share the buffer, and packets that borrow it.

use std::hint::black_box;

use bytes::BytesMut;
use mqtt_packet::{Buffer, Packet, decode, take_packet};

use crate::contender::{Contender, timed};
use crate::duty::Duty;

/// Packets that own what they hold, taken from a stream as the broker does. It checks topics in any case.
pub fn shared(wire: &[u8], _: Duty) -> Contender<'_> {
    let mut packets = Vec::new();
    read(BytesMut::from(wire), |packet| packets.push(packet));
    Contender {
        name: "ours, shared",
        decode: Box::new(move || {
            timed(BytesMut::from(wire), |stream| read(stream, |packet| drop(black_box(packet))))
        }),
        rewritten: write(&packets, BytesMut::new()).to_vec(),
        encode: Box::new(move || {
            timed(BytesMut::with_capacity(wire.len()), |out| drop(black_box(write(&packets, out))))
        }),
    }
}

/// Packets that borrow from the buffer.
pub fn borrowed(wire: &[u8], _: Duty) -> Contender<'_> {
    let mut packets = Vec::new();
    read_slice(wire, |packet| packets.push(packet));
    Contender {
        name: "ours, borrowed",
        decode: Box::new(move || timed(wire, |wire| read_slice(wire, |packet| drop(black_box(packet))))),
        rewritten: write(&packets, BytesMut::new()).to_vec(),
        encode: Box::new(move || {
            timed(BytesMut::with_capacity(wire.len()), |out| drop(black_box(write(&packets, out))))
        }),
    }
}

fn read(mut stream: BytesMut, mut each: impl FnMut(Packet)) {
    while let Some(packet) = take_packet(&mut stream, usize::MAX).expect("packets") {
        each(packet);
    }
}

fn read_slice<'w>(mut wire: &'w [u8], mut each: impl FnMut(Packet<&'w [u8]>)) {
    while !wire.is_empty() {
        let (packet, size) = decode(&wire).expect("a packet");
        wire = &wire[size..];
        each(packet);
    }
}

fn write<B: Buffer>(packets: &[Packet<B>], mut out: BytesMut) -> BytesMut {
    packets.iter().for_each(|packet| packet.encode(&mut out).expect("room"));
    out
}
