//! The codec of ntex-mqtt.

use std::hint::black_box;

use ntex_bytes::{BytePages, BytesMut};
use ntex_codec::{Decoder, Encoder};
use ntex_mqtt::v3::codec::{Codec, Decoded, Encoded};

use crate::contender::{Contender, timed};

pub fn contender(wire: &[u8]) -> Contender<'_> {
    let mut packets = Vec::new();
    read(BytesMut::copy_from_slice(wire), |packet| packets.push(outgoing(packet)));
    let mut out = BytePages::default();
    write(packets.clone(), &mut out);
    Contender {
        name: "ntex-mqtt",
        decode: Box::new(move || {
            timed(BytesMut::copy_from_slice(wire), |stream| read(stream, |packet| drop(black_box(packet))))
        }),
        rewritten: out.freeze().to_vec(),
        // Its encoder takes packets, which are copied before, out of time. It writes into pages, which it can send without
        // ever joining them: joining is not timed either.
        encode: Box::new(move || {
            timed((packets.clone(), BytePages::default()), |(packets, mut out)| {
                write(packets, &mut out);
                drop(black_box(out));
            })
        }),
    }
}

fn read(mut stream: BytesMut, mut each: impl FnMut(Decoded)) {
    let codec = Codec::new();
    while let Some(packet) = codec.decode(&mut stream).expect("packets") {
        each(packet);
    }
}

fn outgoing(packet: Decoded) -> Encoded {
    match packet {
        Decoded::Packet(packet, _) => Encoded::Packet(packet),
        Decoded::Publish(publish, payload, _) => Encoded::Publish(publish, Some(payload)),
        Decoded::PayloadChunk(chunk, _) => Encoded::PayloadChunk(chunk),
    }
}

fn write(packets: Vec<Encoded>, out: &mut BytePages) {
    let codec = Codec::new();
    for packet in packets {
        codec.encodev(packet, out).expect("room");
    }
}
