//! The cheat sheet says what the code does.

use mqtt_packet::{PacketType, decode, topic};

/// The rows of the tables under a heading, heads excepted; cells without their marks.
fn rows(heading: &str) -> Vec<Vec<String>> {
    let card = std::fs::read_to_string(super::book().join("src/fiches/antiseche.md")).expect("the card");
    let (_, part) =
        card.split_once(&format!("\n### {heading}\n")).unwrap_or_else(|| panic!("no « {heading} »"));
    let part = part.split("\n##").next().unwrap_or_default();
    let cells =
        |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
    let mut rows = Vec::new();
    for table in part.trim_start().split("\n\n").filter(|block| block.starts_with('|')) {
        rows.extend(table.lines().skip(2).map(cells));
    }
    rows
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).expect("hexadecimal")).collect()
}

#[test]
fn the_fourteen_types_with_their_first_bytes() {
    let rows = rows("Les quatorze types");
    assert_eq!(rows.len(), PacketType::ALL.len());
    for (row, packet) in rows.iter().zip(PacketType::ALL) {
        assert_eq!(row[..2], [(packet as u8).to_string(), packet.name().to_owned()]);
        if packet == PacketType::Publish {
            assert_eq!(row[2], "3…");
            continue;
        }
        // No other flags than these make a packet of this type: another first byte is refused at its flags, and this
        // one is not, whatever may be wrong further on.
        let first = bytes(&row[2])[0];
        assert_eq!(first >> 4, packet as u8, "{packet}");
        for other in (first & 0xf0)..=(first | 0x0f) {
            let refused = match decode(&[other, 2, 0, 1].as_slice()) {
                Err(mqtt_packet::DecodeError::Malformed { offset, .. }) => offset == 0,
                _ => false,
            };
            assert_eq!(refused, other != first, "{packet}: {other:02x}");
        }
    }
}

#[test]
fn publish_has_these_first_bytes() {
    let flags = [("seul", 0), ("retain", 1), ("renvoi", 8)];
    for (row, (name, flag)) in rows("L’octet 1")[1..].iter().zip(flags) {
        assert_eq!(row[0], name);
        for (qos, cell) in row[1..].iter().enumerate() {
            let expected =
                if flag == 8 && qos == 0 { String::new() } else { format!("{:02x}", 0x30 | flag | qos << 1) };
            assert_eq!(*cell, expected, "{name}, QoS {qos}");
        }
    }
}

#[test]
fn the_packets_shown_byte_by_byte_are_packets() {
    for (heading, packet) in [
        ("CONNECT", PacketType::Connect),
        ("PUBLISH", PacketType::Publish),
        ("SUBSCRIBE", PacketType::Subscribe),
    ] {
        let rows = rows(heading);
        let shown = rows
            .iter()
            .map(|row| &row[0])
            .take_while(|cell| cell.starts_with(|c: char| c.is_ascii_hexdigit()));
        let bytes = bytes(&shown.cloned().collect::<Vec<_>>().join(" "));
        let (decoded, size) =
            decode(&bytes.as_slice()).unwrap_or_else(|error| panic!("{heading}: {error:?}"));
        assert_eq!((decoded.packet_type(), size), (packet, bytes.len()), "{heading}");
    }
    for row in rows("Les réponses") {
        let bytes = bytes(&row[0]);
        let (decoded, size) = decode(&bytes.as_slice()).unwrap_or_else(|error| panic!("{row:?}: {error:?}"));
        assert!(row[1].starts_with(decoded.packet_type().name()), "{row:?}");
        assert_eq!(size, bytes.len(), "{row:?}");
    }
}

#[test]
fn the_remaining_lengths_are_those_of_the_standard() {
    let limits = [0, 127, 16_383, 2_097_151, mqtt_packet::MAX_REMAINING_LENGTH];
    for (row, limit) in rows("La longueur restante").iter().zip(limits.windows(2)) {
        let number =
            |cell: &str| cell.split_whitespace().collect::<String>().parse::<usize>().expect("a number");
        assert_eq!(number(&row[1]), if limit[0] == 0 { 0 } else { limit[0] + 1 }, "{row:?}");
        assert_eq!(number(&row[2]), limit[1], "{row:?}");
        let read = bytes(&row[3]).iter().rev().fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7f));
        assert_eq!((read, bytes(&row[3]).len().to_string()), (limit[1], row[0].clone()), "{row:?}");
    }
}

#[test]
fn filters_match_what_it_says() {
    let names = ["maison", "maison/pluie", "maison/salon/lampe"];
    let rows = rows("Topics et filtres");
    assert!(rows.len() >= 5, "{rows:?}");
    for row in rows {
        for (name, cell) in names.iter().zip(&row[1..]) {
            assert_eq!(topic::matches(&row[0], name), cell == "oui", "{} and {name}", row[0]);
        }
    }
}
