//! Text and bytes from the network, shown so that they cannot break a line nor command a terminal.

use std::fmt;

/// Shows a text with its control characters, and the invisible ones that reorder a line, escaped: `\n`, `\u{1b}`.
/// A backslash stays as it is, so that ordinary text is shown unchanged.
#[derive(Debug, Clone, Copy)]
pub struct Visible<'a>(pub &'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nearly all names and topics.
        if self.0.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return f.write_str(self.0);
        }
        let mut rest = self.0;
        while let Some(at) = rest.find(must_escape) {
            f.write_str(&rest[..at])?;
            rest = &rest[at..];
            if let Some(character) = rest.chars().next() {
                write!(f, "{}", character.escape_default())?;
                rest = &rest[character.len_utf8()..];
            }
        }
        f.write_str(rest)
    }
}

/// Control characters, line and paragraph separators, and the marks that turn the direction of writing or take
/// no room: with them a topic could look like another.
fn must_escape(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Shows bytes as text where they are UTF-8, `\xHH` where they are not; control characters as [`Visible`].
#[derive(Debug, Clone, Copy)]
pub struct VisibleBytes<'a>(pub &'a [u8]);

impl fmt::Display for VisibleBytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.utf8_chunks().try_for_each(|chunk| {
            write!(f, "{}", Visible(chunk.valid()))?;
            chunk.invalid().iter().try_for_each(|byte| write!(f, "\\x{byte:02x}"))
        })
    }
}

/// Shows bytes in hexadecimal, a space between two.
#[derive(Debug, Clone, Copy)]
pub struct Hex<'a>(pub &'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{byte:02x}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_a_terminal_is_escaped_and_the_rest_is_not() {
        let table = [
            ("maison/salon/été €", "maison/salon/été €"),
            (r"a\b", r"a\b"),
            ("a\nb\r\t", r"a\nb\r\t"),
            ("\u{1b}[31m", r"\u{1b}[31m"),
            ("\u{9b}2J", r"\u{9b}2J"),
            ("a\u{202e}b\u{200b}", r"a\u{202e}b\u{200b}"),
        ];
        for (text, expected) in table {
            assert_eq!(Visible(text).to_string(), expected, "{text:?}");
        }
    }

    #[test]
    fn bytes_that_are_not_text_are_in_hexadecimal() {
        assert_eq!(VisibleBytes(b"21\xff\xc3\xa9\x00").to_string(), "21\\xffé\\u{0}");
        assert_eq!(Hex(&[0x10, 0x0f]).to_string(), "10 0f");
    }
}
