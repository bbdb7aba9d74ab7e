//! The module `mqttbytes` of rumqttc.

use std::hint::black_box;

use bytes::BytesMut;
use rumqttc::mqttbytes::v4::Packet;

use crate::contender::{Contender, timed};

pub fn contender(wire: &[u8]) -> Contender<'_> {
    let mut packets = Vec::new();
    read(BytesMut::from(wire), |packet| packets.push(packet));
    Contender {
        name: "rumqttc",
        decode: Box::new(move || {
            timed(BytesMut::from(wire), |stream| read(stream, |packet| drop(black_box(packet))))
        }),
        rewritten: write(&packets, BytesMut::new()).to_vec(),
        encode: Box::new(move || {
            timed(BytesMut::with_capacity(wire.len()), |out| drop(black_box(write(&packets, out))))
        }),
    }
}

fn read(mut stream: BytesMut, mut each: impl FnMut(Packet)) {
    while !stream.is_empty() {
        each(Packet::read(&mut stream, usize::MAX).expect("a packet"));
    }
}

fn write(packets: &[Packet], mut out: BytesMut) -> BytesMut {
    for packet in packets {
        if matches!(packet, Packet::Connect(_)) {
            // It writes the flags of CONNECT at a place counted from the beginning of the buffer.
            let mut rest = out.split_off(out.len());
            packet.write(&mut rest, usize::MAX).expect("room");
            out.unsplit(rest);
        } else {
            packet.write(&mut out, usize::MAX).expect("room");
        }
    }
    out
}
