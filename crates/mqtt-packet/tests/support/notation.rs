//! How the tables write packets.

/// The bytes of a notation: hexadecimal pairs, and UTF-8 texts between apostrophes: `c0 00`, `00 01 'a'`.
pub fn bytes(notation: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (index, part) in notation.split('\'').enumerate() {
        if index % 2 == 1 {
            bytes.extend_from_slice(part.as_bytes());
            continue;
        }
        for pair in part.split_whitespace() {
            assert_eq!(pair.len(), 2, "{pair:?} is not a byte, in {notation:?}");
            bytes.push(u8::from_str_radix(pair, 16).expect("two hexadecimal digits"));
        }
    }
    bytes
}
