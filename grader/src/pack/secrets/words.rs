//! A text as its words.

use std::borrow::Cow;
use std::path::Path;

use crate::words::runs;

/// The text of a file; of a page, without its markup.
pub fn text_of<'a>(file: &Path, bytes: &'a [u8]) -> Cow<'a, str> {
    let text = String::from_utf8_lossy(bytes);
    if file.extension().is_none_or(|end| end != "html") {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    let mut in_tag = false;
    for c in text.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => shown.push(c),
            _ => {}
        }
    }
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    Cow::Owned(entities.iter().fold(shown, |text, (from, to)| text.replace(from, to)))
}

/// Letters and digits that follow one another, in lowercase.
pub fn words(text: &str) -> Vec<String> {
    runs(text).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_words_that_its_reader_sees() {
        let page = text_of(Path::new("a.html"), b"<p>Le <em>broker</em> garde &lt;3&gt;</p>");
        assert_eq!(words(&page), ["le", "broker", "garde", "3"]);
        assert_eq!(words("let mut é_2 = x;"), ["let", "mut", "é", "2", "x"]);
    }
}
