//! Finds where a packet begins, in bytes whose beginning is lost.

use mqtt_packet::{DecodeError, FixedHeader, PacketType, decode};
use mqtt_trace::Direction;

/// Packets in a row that settle the matter.
const ENOUGH: usize = 4;

/// Larger packets do not count within a segment: to look for them everywhere would take long.
const LARGEST_INSIDE: usize = 4096;

/// What can be said of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// No packet begins there.
    No,
    /// So many whole packets stand there, one after the other, and nothing speaks against it.
    Packets(usize),
}

/// The first place where packets begin. A place where a segment begins is believed for one whole packet, since
/// programs mostly send a packet at a time; another, where two stand in a row.
pub(crate) fn find(bytes: &[u8], segments: &[usize], direction: Direction) -> Option<usize> {
    let by_segment = find_start(bytes, segments, direction);
    let last = by_segment.unwrap_or(bytes.len());
    let settled = |at: &usize| verdict(&bytes[*at..], direction, LARGEST_INSIDE) >= Verdict::Packets(2);
    (0..last).find(settled).or(by_segment)
}

/// As [`find`], at the starts of segments only.
pub(crate) fn find_start(bytes: &[u8], segments: &[usize], direction: Direction) -> Option<usize> {
    let mut starts = segments.iter().copied().filter(|at| *at < bytes.len());
    starts.find(|at| verdict(&bytes[*at..], direction, usize::MAX) >= Verdict::Packets(1))
}

fn verdict(mut bytes: &[u8], direction: Direction, largest: usize) -> Verdict {
    for count in 0..ENOUGH {
        if bytes.is_empty() {
            return Verdict::Packets(count);
        }
        match FixedHeader::decode(bytes) {
            Ok(header) if !goes(header.packet_type, direction) => return Verdict::No,
            Ok(header) if header.packet_size() > largest => return Verdict::Packets(count),
            Err(DecodeError::Incomplete { .. }) => return Verdict::Packets(count),
            Err(_) => return Verdict::No,
            Ok(_) => {}
        }
        match decode(&bytes) {
            Ok((_, size)) => bytes = &bytes[size..],
            Err(DecodeError::Incomplete { .. }) => return Verdict::Packets(count),
            Err(_) => return Verdict::No,
        }
    }
    Verdict::Packets(ENOUGH)
}

/// Whether packets of this type go this way (§2.2.1).
fn goes(packet_type: PacketType, direction: Direction) -> bool {
    use PacketType::{
        Connack, Connect, Disconnect, Pingreq, Pingresp, Suback, Subscribe, Unsuback, Unsubscribe,
    };
    match packet_type {
        Connect | Subscribe | Unsubscribe | Pingreq | Disconnect => direction == Direction::ToBroker,
        Connack | Suback | Unsuback | Pingresp => direction == Direction::ToClient,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What, the bytes, where segments begin, what is found.
    type Case<'a> = (&'a str, &'a [u8], &'a [usize], Option<usize>);

    #[test]
    fn where_packets_begin() {
        let publish: &[u8] = b"\x30\x05\x00\x01axy";
        let two = [publish, publish].concat();
        let cut = &two[3..];
        let noise = [b"\xc0\x00 and words ", publish].concat();
        let table: [Case<'_>; 8] = [
            ("a packet at the start of a segment", publish, &[0], Some(0)),
            ("the rest of a packet, then one at the start of a segment", cut, &[0, 4], Some(4)),
            ("the same in one segment: one packet does not suffice", cut, &[0], None),
            ("a packet, then the beginning of another", &two[..9], &[0], Some(0)),
            ("two in a row, within a segment", &[b"abc", publish, publish].concat(), &[0], Some(3)),
            ("what only looks like PINGREQ", &noise, &[0], None),
            ("nothing", b"", &[0], None),
            ("the beginning of a packet alone", &publish[..4], &[0], None),
        ];
        for (what, bytes, segments, expected) in table {
            assert_eq!(find(bytes, segments, Direction::ToBroker), expected, "{what}");
        }
        assert_eq!(find(b"\xd0\x00\xd0\x00", &[0], Direction::ToBroker), None, "PINGRESP goes to clients");
    }
}
