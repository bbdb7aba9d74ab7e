//! The little Markdown of the bank as HTML: code between backquotes, strong text between double stars.

use std::fmt::Write;

/// A text in HTML, without a paragraph round it.
#[must_use]
pub fn inline(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for (number, part) in text.split('`').enumerate() {
        if number % 2 == 1 {
            let _ = write!(html, "<code>{}</code>", escaped(part));
            continue;
        }
        for (number, part) in part.split("**").enumerate() {
            let _ = match number % 2 {
                1 => write!(html, "<strong>{}</strong>", escaped(part)),
                _ => write!(html, "{}", escaped(part)),
            };
        }
    }
    html
}

/// Text as it must be written in HTML, in an attribute too.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_strong_text_and_nothing_else() {
        assert_eq!(inline("a `b < c` **d** & e"), "a <code>b &lt; c</code> <strong>d</strong> &amp; e");
        assert_eq!(inline("`**a**`"), "<code>**a**</code>");
    }
}
