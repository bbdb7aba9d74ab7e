//! Protocol violations that no other family has (§4.8).

use super::Entry;
use crate::bench::{Outcome, Scene, wire};

pub(super) const CHECKS: &[Entry] = &[
    ("violation-reserved-types", reserved_types),
    ("violation-server-packets", server_packets),
    ("violation-remaining-length", remaining_length),
    ("violation-trailing-bytes", trailing_bytes),
    ("violation-cut-fields", cut_fields),
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
