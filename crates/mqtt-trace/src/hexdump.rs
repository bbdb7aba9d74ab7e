//! Bytes in the usual three columns: offset, hexadecimal, ASCII.

use std::fmt;

/// Bytes shown as lines of sixteen, each after `indent` and before a newline.
///
/// ```text
/// 0000  10 11 00 04 4d 51 54 54  04 02 00 3c 00 05 61 6c  |....MQTT...<..al|
/// 0010  69 63 65                                          |ice|
/// ```
#[derive(Debug, Clone, Copy)]
pub struct HexDump<'a> {
    /// What to show.
    pub bytes: &'a [u8],
    /// What stands before each line.
    pub indent: &'a str,
}

impl fmt::Display for HexDump<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (row, bytes) in self.bytes.chunks(16).enumerate() {
            write!(f, "{}{:04x} ", self.indent, row * 16)?;
            for column in 0..16 {
                if column == 8 {
                    f.write_str(" ")?;
                }
                match bytes.get(column) {
                    Some(byte) => write!(f, " {byte:02x}")?,
                    None => f.write_str("   ")?,
                }
            }
            f.write_str("  |")?;
            for &byte in bytes {
                let shown = if byte.is_ascii_graphic() || byte == b' ' { char::from(byte) } else { '.' };
                write!(f, "{shown}")?;
            }
            f.write_str("|\n")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_bytes_a_line() {
        let bytes = b"\x10\x11\x00\x04MQTT\x04\x02\x00\x3c\x00\x05alice";
        let expected = concat!(
            "  0000  10 11 00 04 4d 51 54 54  04 02 00 3c 00 05 61 6c  |....MQTT...<..al|\n",
            "  0010  69 63 65                                          |ice|\n",
        );
        assert_eq!(HexDump { bytes, indent: "  " }.to_string(), expected);
        assert_eq!(HexDump { bytes: b"", indent: "  " }.to_string(), "");
    }
}
