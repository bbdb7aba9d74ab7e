//! The fields cover the packet, bit after bit.

use mqtt_packet::{DecodeError, Span, decode_with};
use proptest::prelude::*;

use crate::inputs::any_input;
use crate::packets::{encode, packet};

/// The bits that the spans cover, in the order of the wire: 0 is bit 7 of byte 0, 8 is bit 7 of byte 1.
fn bits(spans: &[Span]) -> Vec<usize> {
    let mut covered = Vec::new();
    for span in spans {
        for byte in span.bytes.clone() {
            let bits = span.bits.clone().unwrap_or(0..8);
            covered.extend(bits.rev().map(|bit| byte * 8 + 7 - usize::from(bit)));
        }
    }
    covered
}

/// The first place where the covered bits are not 0, 1, 2…: a gap, an overlap or a disorder.
fn break_in(covered: &[usize]) -> Option<usize> {
    (0..covered.len()).find(|&at| covered[at] != at)
}

proptest! {
    #[test]
    fn each_bit_of_a_packet_is_in_one_field(packet in packet()) {
        let wire = encode(&packet);
        let mut spans = Vec::new();
        decode_with(&&wire[..], &mut spans).expect("a well-formed packet");
        let covered = bits(&spans);
        prop_assert_eq!(break_in(&covered), None, "{:?}", spans);
        prop_assert_eq!(covered.len(), wire.len() * 8, "{:?}", spans);
    }

    #[test]
    fn a_field_smaller_than_a_byte_lies_in_one_byte(packet in packet()) {
        let wire = encode(&packet);
        let mut spans = Vec::new();
        decode_with(&&wire[..], &mut spans).expect("a well-formed packet");
        for Span { field, bytes, bits } in spans {
            prop_assert!(bits.is_none() || bytes.len() == 1, "{:?}: {:?} {:?}", field, bytes, bits);
        }
    }

    #[test]
    fn before_a_fault_the_fields_follow_each_other_too(input in any_input()) {
        let mut spans = Vec::new();
        if let Err(DecodeError::Malformed { .. }) = decode_with(&&input[..], &mut spans) {
            prop_assert_eq!(break_in(&bits(&spans)), None, "{:?}", spans);
        }
    }

    /// So that a map of the bytes can be drawn up to the fault without a hole.
    #[test]
    fn the_fields_reach_the_fault_or_the_field_at_fault(input in any_input()) {
        let mut spans = Vec::new();
        if let Err(DecodeError::Malformed { rule, offset }) = decode_with(&&input[..], &mut spans)
            && let Some(last) = spans.last()
        {
            let told = last.bytes.end;
            let cut_text = rule == mqtt_packet::Rule::BodyTooShort;
            prop_assert!(told >= offset || cut_text, "{:?} at {}, told up to {}", rule, offset, told);
        }
    }

    #[test]
    fn an_incomplete_packet_has_no_field(packet in packet()) {
        let wire = encode(&packet);
        let mut spans = Vec::new();
        decode_with(&&wire[..wire.len() - 1], &mut spans).expect_err("a byte is missing");
        prop_assert_eq!(spans, vec![]);
    }
}
