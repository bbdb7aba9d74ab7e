//! Protocol violations that no other family has (§4.8), and the transport (§7.1.1).

use std::thread;
use std::time::Duration;

use mqtt_packet::{Packet, PacketType};

use super::Entry;
use crate::bench::{Outcome, Scene, wire};
use crate::messages::CLIENT;

pub(super) const CHECKS: &[Entry] = &[
    ("violation-reserved-types", reserved_types),
    ("violation-server-packets", server_packets),
    ("violation-remaining-length", remaining_length),
    ("violation-trailing-bytes", trailing_bytes),
    ("violation-cut-fields", cut_fields),
    ("transport-pieces", pieces),
    ("transport-together", together),
];

fn reserved_types(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&wire::packet(0x00, &[]))?;
    scene.closes_on(&wire::packet(0xf0, &[]))
}

fn server_packets(scene: &Scene<'_>) -> Outcome {
    let packets: [(u8, &[u8]); 4] = [(0x20, &[0, 0]), (0x90, &[0, 1, 0]), (0xb0, &[0, 1]), (0xd0, &[])];
    packets.iter().try_for_each(|(first, body)| scene.closes_on(&wire::packet(*first, body)))
}

/// Five bytes, where four are the most.
fn remaining_length(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&[0x30, 0xff, 0xff, 0xff, 0xff, 0x01])
}

fn trailing_bytes(scene: &Scene<'_>) -> Outcome {
    for (first, body) in [(0xc0, &[0][..]), (0x40, &[0, 1, 0]), (0x62, &[0, 1, 0])] {
        scene.closes_on(&wire::packet(first, body))?;
    }
    Ok(())
}

/// The lengths within say more than there is.
fn cut_fields(scene: &Scene<'_>) -> Outcome {
    for (first, body) in [
        (0x30, &[0, 9, b'a'][..]),
        (0x32, &[0, 1, b'a', 0]),
        (0x40, &[0]),
        (0x82, &[0, 1, 0, 9, b'a', 0]),
        (0x82, &[0, 1, 0, 1, b'a']),
        (0xa2, &[0, 1, 0, 9, b'a']),
    ] {
        scene.closes_on(&wire::packet(first, body))?;
    }
    Ok(())
}

/// TCP keeps bytes in order, and cuts them where it likes.
fn pieces(scene: &Scene<'_>) -> Outcome {
    let mut client = scene.open(CLIENT)?;
    let connect = scene.connect_bytes(0x02, &[scene.id("pieces").as_bytes()]);
    for piece in connect.chunks(1 + connect.len() / 6) {
        client.send_bytes(piece);
        // Long enough for the system to send it alone.
        thread::sleep(Duration::from_millis(20));
    }
    client.wait_for(|packet| packet.packet_type() == PacketType::Connack)?;
    client.is_served()
}

fn together(scene: &Scene<'_>) -> Outcome {
    let mut client = scene.open(CLIENT)?;
    let mut bytes = scene.connect_bytes(0x02, &[scene.id("all").as_bytes()]);
    bytes.extend(wire::subscribe(scene.topic("all").as_bytes(), 0));
    bytes.extend(wire::publish(scene.topic("all").as_bytes()));
    bytes.extend(wire::packet(0xc0, &[]));
    client.send_bytes(&bytes);
    for wanted in [PacketType::Connack, PacketType::Suback, PacketType::Publish] {
        client.wait_for(|packet| packet.packet_type() == wanted)?;
    }
    client.wait_for(|packet| *packet == Packet::Pingresp).map(drop)
}
