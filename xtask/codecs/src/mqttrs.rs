//! mqttrs, whose packets borrow from the buffer.

use std::hint::black_box;

use mqttrs::{Packet, decode_slice, encode_slice};

use crate::contender::{Contender, timed};

pub fn contender(wire: &[u8]) -> Contender<'_> {
    let mut packets = Vec::new();
    read(wire, |packet| packets.push(packet));
    let mut rewritten = vec![0; wire.len()];
    write(&packets, &mut rewritten);
    Contender {
        name: "mqttrs",
        decode: Box::new(move || timed(wire, |wire| read(wire, |packet| drop(black_box(packet))))),
        rewritten,
        encode: Box::new(move || {
            timed(vec![0; wire.len()], |mut out| {
                write(&packets, &mut out);
                drop(black_box(out));
            })
        }),
    }
}

/// `decode_slice` does not say how long the packet was: whoever reads a stream must find out, as its documentation has it,
/// with the remaining length.
fn read<'w>(mut wire: &'w [u8], mut each: impl FnMut(Packet<'w>)) {
    while !wire.is_empty() {
        each(decode_slice(wire).expect("a packet").expect("a whole one"));
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

fn write(packets: &[Packet<'_>], out: &mut [u8]) {
    let mut at = 0;
    for packet in packets {
        at += encode_slice(packet, &mut out[at..]).expect("room");
    }
}
