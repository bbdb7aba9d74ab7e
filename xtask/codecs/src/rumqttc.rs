//! The module `mqttbytes` of rumqttc.

use std::hint::black_box;

use bytes::BytesMut;
use rumqttc::mqttbytes::v4::Packet;

use crate::contender::{Contender, timed};
use crate::duty::Duty;

pub fn contender(wire: &[u8], duty: Duty) -> Contender<'_> {
    let mut packets = Vec::new();
    read(BytesMut::from(wire), duty, |packet| packets.push(packet));
    Contender {
        name: "rumqttc",
        decode: Box::new(move || {
            timed(BytesMut::from(wire), |stream| read(stream, duty, |packet| drop(black_box(packet))))
        }),
        rewritten: write(&packets, duty, BytesMut::new()).to_vec(),
        encode: Box::new(move || {
            timed(BytesMut::with_capacity(wire.len()), |out| drop(black_box(write(&packets, duty, out))))
        }),
    }
}

fn read(mut stream: BytesMut, duty: Duty, mut each: impl FnMut(Packet)) {
    while !stream.is_empty() {
        let packet = Packet::read(&mut stream, usize::MAX).expect("a packet");
        check(&packet, duty);
        each(packet);
    }
}

fn write(packets: &[Packet], duty: Duty, mut out: BytesMut) -> BytesMut {
    for packet in packets {
        check(packet, duty);
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

#[inline]
fn check(packet: &Packet, duty: Duty) {
    if let Packet::Publish(publish) = packet {
        duty.topic(&publish.topic);
    }
}
