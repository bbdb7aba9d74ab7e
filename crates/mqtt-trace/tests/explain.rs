//! Packets explained byte by byte.

use std::fmt::Write as _;

use mqtt_trace::explain::explain;
use proptest::prelude::*;

/// As a table: offset, bytes, bits, name, value, meaning, clause.
fn table(bytes: &[u8]) -> String {
    let explained = explain(bytes);
    let mut table = String::new();
    for row in &explained.rows {
        let bytes: String = row.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let bits = row.bits.as_deref().unwrap_or("");
        let start = row.span.bytes.start;
        let (name, value, meaning, clause) = (row.name, &row.value, &row.meaning, row.clause);
        writeln!(table, "{start:>2} {bytes:<10} {bits:<9} {name} = {value} ({meaning}) {clause}")
            .expect("a String takes all");
    }
    if let Some(fault) = explained.fault {
        writeln!(table, "{}", mqtt_trace::messages::decode_error(fault)).expect("a String takes all");
    }
    table
}

#[test]
fn each_type_of_packet() {
    let packets: [&[u8]; 11] = [
        b"\x10\x27\x00\x04MQTT\x04\xee\x00\x3c\x00\x01a\x00\x03a/b\x00\x03fin\x00\x05alice\x00\x07secret!",
        b"\x10\x0c\x00\x04MQTT\x04\x02\x00\x00\x00\x00",
        b"\x20\x02\x01\x00",
        b"\x3b\x0b\x00\x05salon\x00\x07\xc3\xa9",
        b"\x40\x02\x00\x07",
        b"\x62\x02\x00\x07",
        b"\x82\x0a\x00\x01\x00\x01#\x02\x00\x01+\x00",
        b"\x90\x04\x00\x01\x02\x80",
        b"\xa2\x05\x00\x01\x00\x01#",
        b"\xb0\x02\x00\x01",
        b"\xc0\x00",
    ];
    let tables: Vec<String> = packets.iter().map(|packet| table(packet)).collect();
    insta::assert_snapshot!(tables.join("\n"));
}

#[test]
fn a_remaining_length_on_two_bytes() {
    let mut packet = b"\x30\xac\x02\x00\x01a".to_vec();
    packet.resize(303, b'x');
    let explained = explain(&packet);
    assert_eq!(explained.rows[4].value, "300");
    assert_eq!(explained.size, 303);
}

#[test]
fn a_fault_is_told_after_the_fields_before_it() {
    let rows = table(b"\x82\x06\x00\x01\x00\x01#\x03");
    assert!(rows.ends_with("[MQTT-3-8.3-4]\n"), "{rows}");
    assert!(rows.contains("filtre de topic = «\u{a0}#\u{a0}»"), "{rows}");
}

proptest! {
    /// The rows cover the packet from its first byte to its last, in order, and no bit twice.
    #[test]
    fn the_fields_cover_the_packet(
        first in any::<u8>(),
        body in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let mut bytes = vec![first, body.len() as u8];
        bytes.extend(body);
        let explained = explain(&bytes);
        if explained.fault.is_none() {
            let mut next = 0;
            for row in &explained.rows {
                let bits = row.span.bits.clone().map_or(8, |bits| bits.len());
                prop_assert_eq!(row.span.bytes.start, next / 8);
                next += bits * row.span.bytes.len();
            }
            prop_assert_eq!(next, explained.size * 8);
        }
    }
}
