//! What holds for every well-formed packet.

use bytes::{Bytes, BytesMut};
use mqtt_packet::{DecodeError, FixedHeader, decode, take_frame};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

#[path = "support/packets.rs"]
mod packets;

use packets::{encode, packet};

proptest! {
    #[test]
    fn decoding_what_was_encoded_gives_the_packet_back(packet in packet()) {
        let wire = Bytes::from(encode(&packet));
        let size = wire.len();
        prop_assert_eq!(decode(&wire), Ok((packet, size)));
    }

    #[test]
    fn encoded_size_is_the_size_once_encoded(packet in packet()) {
        prop_assert_eq!(packet.encoded_size(), encode(&packet).len());
    }

    #[test]
    fn a_cut_packet_tells_how_much_is_missing(packet in packet()) {
        let wire = encode(&packet);
        let header = FixedHeader::decode(&wire).expect("a whole header");
        prop_assert_eq!(header.packet_size(), wire.len());
        // Long payloads are all alike past their first bytes.
        for cut in (0..wire.len()).take(200).chain([wire.len() - 1]) {
            let missing = match cut {
                0 => 2,
                cut if cut < header.size => 1,
                cut => wire.len() - cut,
            };
            prop_assert_eq!(decode(&&wire[..cut]), Err(DecodeError::Incomplete { missing }), "cut at {}", cut);
        }
    }

    #[test]
    fn frames_are_the_same_however_the_stream_is_cut(
        packets in vec(packet(), 1..6),
        cuts in vec(any::<Index>(), 0..12),
    ) {
        let wires: Vec<Vec<u8>> = packets.iter().map(encode).collect();
        let stream = wires.concat();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).collect();
        cuts.extend([0, stream.len()]);
        cuts.sort_unstable();

        let mut received = BytesMut::new();
        let mut frames = Vec::new();
        for chunk in cuts.windows(2) {
            received.extend_from_slice(&stream[chunk[0]..chunk[1]]);
            while let Some(frame) = take_frame(&mut received, usize::MAX).expect("well-formed packets") {
                frames.push(frame.to_vec());
            }
        }
        prop_assert_eq!(frames, wires);
        prop_assert!(received.is_empty());
    }

    #[test]
    fn frames_are_the_same_byte_by_byte(packets in vec(packet(), 1..4)) {
        let wires: Vec<Vec<u8>> = packets.iter().map(encode).collect();
        let mut received = BytesMut::new();
        let mut frames = Vec::new();
        for byte in wires.concat() {
            received.extend_from_slice(&[byte]);
            frames.extend(take_frame(&mut received, usize::MAX).expect("well-formed packets"));
        }
        prop_assert_eq!(frames, wires);
    }

    #[test]
    fn a_frame_passes_a_limit_of_its_own_size_and_no_less(packet in packet()) {
        let wire = encode(&packet);
        let size = wire.len();
        let mut stream = BytesMut::from(&wire[..]);
        let refused = take_frame(&mut stream, size - 1);
        prop_assert_eq!(refused, Err(DecodeError::TooLarge { size, limit: size - 1 }));
        prop_assert_eq!(take_frame(&mut stream, size), Ok(Some(Bytes::from(wire))));
    }
}
