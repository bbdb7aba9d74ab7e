//! mqttrs, whose packets borrow from the buffer.

use std::hint::black_box;

use mqttrs::{Packet, decode_slice, encode_slice};

use crate::contender::{Contender, timed};
use crate::duty::Duty;

pub fn contender(wire: &[u8], duty: Duty) -> Contender<'_> {
    let mut packets = Vec::new();
    read(wire, duty, |packet| packets.push(packet));
    let mut rewritten = vec![0; wire.len()];
    write(&packets, duty, &mut rewritten);
    Contender {
        name: "mqttrs",
        decode: Box::new(move || timed(wire, |wire| read(wire, duty, |packet| drop(black_box(packet))))),
        rewritten,
        encode: Box::new(move || {
            timed(vec![0; wire.len()], |mut out| {
                write(&packets, duty, &mut out);
                drop(black_box(out));
            })
        }),
    }
}

/// `decode_slice` does not say how long the packet was: whoever reads a stream must find out, as its documentation has it,
/// with the remaining length.
fn read<'w>(mut wire: &'w [u8], duty: Duty, mut each: impl FnMut(Packet<'w>)) {
    while !wire.is_empty() {
        let packet = decode_slice(wire).expect("a packet").expect("a whole one");
        check(&packet, duty);
        each(packet);
        wire = &wire[size(wire)..];
    }
}

fn size(wire: &[u8]) -> usize {
    let (mut length, mut at) = (0, 1);
    loop {
        length |= usize::from(wire[at] & 0x7f) << (7 * (at - 1));
        at += 1;
        if wire[at - 1] < 0x80 {
            return at + length;
        }
    }
}

fn write(packets: &[Packet<'_>], duty: Duty, out: &mut [u8]) {
    let mut at = 0;
    for packet in packets {
        check(packet, duty);
        at += encode_slice(packet, &mut out[at..]).expect("room");
    }
}

#[inline]
fn check(packet: &Packet<'_>, duty: Duty) {
    if let Packet::Publish(publish) = packet {
        duty.topic(publish.topic_name);
    }
}
