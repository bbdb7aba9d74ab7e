//! Packets explained byte by byte.

use std::fmt::Write as _;

use mqtt_trace::explain::{Explained, Table, explain};
use mqtt_trace::{Piece, Stream};
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

fn piece(bytes: &[u8]) -> Piece {
    let mut stream = Stream::default();
    stream.push(bytes);
    stream.next_piece().or_else(|| stream.finish()).expect("bytes make a piece")
}

/// As a terminal shows it.
fn aligned(bytes: &[u8], columns: usize) -> String {
    let piece = piece(bytes);
    Table { explained: &Explained::of(&piece), bytes: &piece.bytes, columns }.to_string()
}

const CONNECT: &[u8] =
    b"\x10\x27\x00\x04MQTT\x04\xee\x00\x3c\x00\x01a\x00\x03a/b\x00\x03fin\x00\x05alice\x00\x07secret!";

#[test]
fn a_table_for_80_columns() {
    let publish = b"\x3b\x2a\x00\x0cmaison/salon\x00\x07une temp\xc3\xa9rature de 21,5 C".as_slice();
    let bad = b"\x82\x06\x00\x01\x00\x01#\x03".as_slice();
    insta::assert_snapshot!([CONNECT, publish, bad].map(|bytes| aligned(bytes, 80)).join("\n"));
}

#[test]
fn a_table_for_a_wide_terminal() {
    insta::assert_snapshot!(aligned(CONNECT, 132));
}

#[test]
fn a_password_is_in_no_table() {
    let mut other_version = CONNECT.to_vec();
    other_version[8] = 5;
    for (bytes, word) in [(CONNECT, "masqué"), (&other_version, "MQTT 5"), (&CONNECT[..38], "incomplet")] {
        let table = aligned(bytes, 80);
        for hidden in ["secr", "73 65 63"] {
            assert!(!table.contains(hidden), "{table}");
        }
        assert!(table.contains(word), "{table}");
    }
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

    /// Whatever is explained, no line is wider than the terminal.
    #[test]
    fn tables_fit(bytes in prop::collection::vec(any::<u8>(), 1..200), topic in ".{1,50}", columns in 72..140_usize) {
        let mut publish = vec![0x30, (2 + topic.len()) as u8, 0, topic.len() as u8];
        publish.extend(topic.as_bytes());
        for bytes in [bytes, publish] {
            for line in aligned(&bytes, columns).lines() {
                let fits = line.chars().count() <= columns;
                prop_assert!(fits, "{} in {}", line, columns);
            }
        }
    }
}
