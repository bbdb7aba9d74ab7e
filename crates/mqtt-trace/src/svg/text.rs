//! Texts in a drawing, whose fonts are not known: widths are those of a wide fixed-pitch font.

use std::fmt::{self, Write as _};

/// Pixels of so many columns: 0.61 of the font's size, which is 12.
pub(super) fn pixels(columns: usize) -> i32 {
    i32::try_from(columns * 73 / 10 + 1).unwrap_or(i32::MAX)
}

/// Text as it must be written in XML.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            // Not allowed in XML, even escaped; what comes from the network is made visible before.
            _ if character.is_control() => f.write_char('\u{fffd}'),
            _ => f.write_char(character),
        })
    }
}
