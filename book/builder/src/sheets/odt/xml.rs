//! Just enough XML.

use std::fmt::{self, Write as _};

use crate::html::Escaped;

pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

pub(super) const NAMESPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
     xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
     xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
     xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
     xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
     xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
     xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
     xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
     xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"";

/// Text of a paragraph. `OpenDocument` reads several spaces as one, and a tabulation as a space: they have elements.
pub(super) struct Text<'a>(pub(super) &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // At the beginning of a paragraph a space would be lost, too.
        let mut after_space = true;
        for character in self.0.chars() {
            match character {
                '\t' => f.write_str("<text:tab/>")?,
                ' ' if after_space => f.write_str("<text:s/>")?,
                '\n' => f.write_str("<text:line-break/>")?,
                ' ' => f.write_char(' ')?,
                // No other control character may stand in XML.
                c if c.is_control() => {}
                c => write!(f, "{}", Escaped(c.encode_utf8(&mut [0; 4])))?,
            }
            after_space = character == ' ';
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_kept() {
        let table = [
            ("a b", "a b"),
            ("a  b", "a <text:s/>b"),
            ("  a", "<text:s/><text:s/>a"),
            ("\ta", "<text:tab/>a"),
            ("<&\u{1}>", "&lt;&amp;&gt;"),
        ];
        for (text, expected) in table {
            assert_eq!(Text(text).to_string(), expected, "{text:?}");
        }
    }
}
