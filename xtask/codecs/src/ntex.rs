//! The codec of ntex-mqtt.

use std::hint::black_box;

use ntex_bytes::{BytePages, BytesMut};
use ntex_codec::{Decoder, Encoder};
use ntex_mqtt::v3::codec::{Codec, Decoded, Encoded};

use crate::contender::{Contender, timed};
use crate::duty::Duty;

pub fn contender(wire: &[u8], duty: Duty) -> Contender<'_> {
    let mut packets = Vec::new();
    read(BytesMut::copy_from_slice(wire), duty, |packet| packets.push(outgoing(packet)));
    let mut out = BytePages::default();
    write(packets.clone(), duty, &mut out);
    Contender {
        name: "ntex-mqtt",
        decode: Box::new(move || {
            timed(BytesMut::copy_from_slice(wire), |stream| {
                read(stream, duty, |packet| drop(black_box(packet)))
            })
        }),
        rewritten: out.freeze().to_vec(),
        // Its encoder takes packets, which are copied before, out of time. It writes into pages, which it can send without
        // ever joining them: joining is not timed either.
        encode: Box::new(move || {
            timed((packets.clone(), BytePages::default()), |(packets, mut out)| {
                write(packets, duty, &mut out);
                drop(black_box(out));
            })
        }),
    }
}

fn read(mut stream: BytesMut, duty: Duty, mut each: impl FnMut(Decoded)) {
    let codec = Codec::new();
    while let Some(packet) = codec.decode(&mut stream).expect("packets") {
        if let Decoded::Publish(publish, ..) = &packet {
            duty.topic(&publish.topic);
        }
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

fn write(packets: Vec<Encoded>, duty: Duty, out: &mut BytePages) {
    let codec = Codec::new();
    for packet in packets {
        if let Encoded::Publish(publish, _) = &packet {
            duty.topic(&publish.topic);
        }
        codec.encodev(packet, out).expect("room");
    }
}
