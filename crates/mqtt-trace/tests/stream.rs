//! Whatever comes, however it is cut, nothing is lost and the packets are the same.

use mqtt_trace::{Content, Piece, Stream};
use proptest::prelude::*;

/// Some packets and some noise.
fn wires() -> impl Strategy<Value = Vec<u8>> {
    let packets = prop::sample::select(vec![
        b"\x20\x02\x01\x00".to_vec(),
        b"\x32\x0a\x00\x04\xc3\xa9/b\x00\x01\xffx".to_vec(),
        b"\x82\x06\x00\x01\x00\x01#\x01".to_vec(),
        b"\x62\x02\x00\x07".to_vec(),
        b"\xc0\x00".to_vec(),
        [&b"\x30\xc8\x01\x00\x01a"[..], &[b'x'; 197]].concat(),
    ]);
    let noise = prop::collection::vec(any::<u8>(), 1..20);
    (prop::collection::vec(packets, 0..8), prop::option::of(noise))
        .prop_map(|(packets, noise)| [packets.concat(), noise.unwrap_or_default()].concat())
}

fn pieces<'a>(chunks: impl Iterator<Item = &'a [u8]>) -> Vec<Piece> {
    let mut stream = Stream::default();
    let mut pieces = Vec::new();
    for chunk in chunks {
        stream.push(chunk);
        pieces.extend(std::iter::from_fn(|| stream.next_piece()));
    }
    pieces.extend(stream.finish());
    pieces
}

fn packets(pieces: &[Piece]) -> Vec<&Content> {
    pieces
        .iter()
        .map(|piece| &piece.content)
        .filter(|content| matches!(content, Content::Packet(_)))
        .collect()
}

proptest! {
    #[test]
    fn nothing_is_lost_and_packets_do_not_depend_on_cuts(wire in wires(), size in 1..300_usize) {
        let whole = pieces(std::iter::once(wire.as_slice()));
        let cut = pieces(wire.chunks(size));
        prop_assert_eq!(packets(&whole), packets(&cut));
        for pieces in [&whole, &cut] {
            // A packet over the limit is told by its first bytes alone.
            let skipped = pieces.iter().any(|piece| {
                matches!(piece.content, Content::Undecodable(mqtt_packet::DecodeError::TooLarge { .. }))
            });
            if !skipped {
                let total: usize = pieces.iter().map(|piece| piece.bytes.len()).sum();
                prop_assert_eq!(total, wire.len());
            }
            if !pieces.iter().any(|piece| piece.masked) && !skipped {
                let bytes: Vec<u8> = pieces.iter().flat_map(|piece| piece.bytes.to_vec()).collect();
                prop_assert_eq!(&bytes, &wire);
            }
        }
    }
}
