//! The remaining length: how many bytes follow the fixed header (§2.2.3).
//!
//! Seven bits a byte, the least significant group first; bit 7 says that another byte follows.
//!
//! ```text
//!     321 = 2 × 128 + 65        1 100 0001   0 000 0010
//!                               ↑ more        ↑ last
//! ```

use bytes::BufMut;

/// The largest remaining length, four bytes of seven bits: 268,435,455.
pub const MAX_REMAINING_LENGTH: usize = 0x0fff_ffff;

/// What the first bytes of a remaining length say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RemainingLength {
    /// The value, and the number of bytes (1 to 4) that spell it.
    Complete { value: usize, size: usize },
    /// At least one more byte is needed.
    Incomplete,
    /// The fourth byte announces a fifth.
    TooLong,
}

pub(crate) fn decode(bytes: &[u8]) -> RemainingLength {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(4).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return RemainingLength::Complete { value, size: index + 1 };
        }
    }
    if bytes.len() < 4 { RemainingLength::Incomplete } else { RemainingLength::TooLong }
}

/// Writes `value`, at most [`MAX_REMAINING_LENGTH`].
pub(crate) fn encode(mut value: usize, out: &mut impl BufMut) {
    debug_assert!(value <= MAX_REMAINING_LENGTH);
    while value > 0x7f {
        out.put_u8((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.put_u8(value as u8);
}

/// The number of bytes, 1 to 4, that [`encode`] writes for `value`.
pub(crate) fn size(value: usize) -> usize {
    match value {
        0..=0x7f => 1,
        0x80..=0x3fff => 2,
        0x4000..=0x1f_ffff => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_at_each_boundary() {
        let table: [(usize, &[u8]); 9] = [
            (0, &[0x00]),
            (127, &[0x7f]),
            (128, &[0x80, 0x01]),
            (321, &[0xc1, 0x02]),
            (16_383, &[0xff, 0x7f]),
            (16_384, &[0x80, 0x80, 0x01]),
            (2_097_151, &[0xff, 0xff, 0x7f]),
            (2_097_152, &[0x80, 0x80, 0x80, 0x01]),
            (MAX_REMAINING_LENGTH, &[0xff, 0xff, 0xff, 0x7f]),
        ];
        for (value, bytes) in table {
            let mut out = Vec::new();
            encode(value, &mut out);
            assert_eq!(out, bytes, "encode {value}");
            assert_eq!(size(value), bytes.len(), "size of {value}");
            assert_eq!(decode(bytes), RemainingLength::Complete { value, size: bytes.len() });
            assert_eq!(decode(&bytes[..bytes.len() - 1]), RemainingLength::Incomplete, "{value} cut short");
        }
    }

    #[test]
    fn a_fifth_byte_is_refused() {
        assert_eq!(decode(&[0x80, 0x80, 0x80, 0x80]), RemainingLength::TooLong);
        assert_eq!(decode(&[0xff, 0xff, 0xff, 0xff, 0x01]), RemainingLength::TooLong);
    }
}
