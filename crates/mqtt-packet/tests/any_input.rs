//! What holds for any bytes whatever.

use bytes::{Bytes, BytesMut};
use mqtt_packet::{DecodeError, FixedHeader, Packet, Span, decode, decode_with, take_frame};
use proptest::prelude::*;

#[path = "support/inputs.rs"]
mod inputs;
#[path = "support/own.rs"]
mod own;
#[path = "support/packets.rs"]
mod packets;

use inputs::any_input;

fn decode_owned(input: &[u8]) -> Result<(Packet, usize), DecodeError> {
    decode(&Bytes::copy_from_slice(input))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_panics(input in any_input()) {
        let _ = FixedHeader::decode(&input);
        let _ = decode_owned(&input);
        let _ = decode_with(&&input[..], &mut Vec::new());
        let mut stream = BytesMut::from(&input[..]);
        while let Ok(Some(_)) = take_frame(&mut stream, usize::MAX) {}
    }

    #[test]
    fn borrowed_and_owned_forms_agree(input in any_input()) {
        let borrowed = decode(&&input[..]).map(|(packet, size)| (own::own(packet), size));
        prop_assert_eq!(borrowed, decode_owned(&input));
    }

    #[test]
    fn the_sink_changes_nothing(input in any_input()) {
        let mut spans: Vec<Span> = Vec::new();
        prop_assert_eq!(decode_with(&&input[..], &mut spans), decode(&&input[..]));
    }

    #[test]
    fn a_fault_lies_within_the_packet_or_at_its_end(input in any_input()) {
        if let Err(DecodeError::Malformed { rule, offset }) = decode(&&input[..]) {
            let end = FixedHeader::decode(&input).map_or(5, |header| header.packet_size());
            prop_assert!(offset <= end, "{:?} at {} in a packet of {} bytes", rule, offset, end);
        }
    }

    /// The decoder takes nothing that the encoder would refuse; only the form of the remaining length is lost.
    #[test]
    fn what_is_decoded_is_encoded_again_as_it_was(input in any_input()) {
        if let Ok((packet, size)) = decode(&&input[..]) {
            let header = FixedHeader::decode(&input).expect("decoded as a whole");
            let again = packets::encode(&packet);
            let body = again.len() - header.remaining_length;
            prop_assert_eq!(again[0], input[0]);
            prop_assert_eq!(&again[body..], &input[header.size..size]);
        }
    }

    #[test]
    fn frames_are_what_decode_takes(input in any_input()) {
        let mut stream = BytesMut::from(&input[..]);
        match (take_frame(&mut stream, usize::MAX), decode(&&input[..])) {
            (Ok(Some(frame)), Ok((_, size))) => prop_assert_eq!(frame.len(), size),
            (Ok(Some(frame)), Err(_)) => prop_assert_eq!(decode(&&frame[..]).err(), decode(&&input[..]).err()),
            (Ok(None), got) => prop_assert!(matches!(got, Err(DecodeError::Incomplete { .. })), "{:?}", got),
            (Err(error), got) => prop_assert_eq!(Err(error), got),
        }
    }
}
