//! Just enough HTML: texts to write, tags to read in the pages that mdBook wrote.

use std::fmt::{self, Write as _};

/// Text as it must be written in HTML.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            _ => f.write_char(character),
        })
    }
}

/// A tag that begins an element.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    attributes: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute, its character references resolved; empty when it has none.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start();
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            if name.is_empty() {
                return None;
            }
            let (value, after) = match after.strip_prefix("=\"").and_then(|after| after.split_once('"')) {
                Some(both) => both,
                None => match after.strip_prefix('=') {
                    Some(bare) => bare.split_at(bare.find(char::is_whitespace).unwrap_or(bare.len())),
                    None => ("", after),
                },
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(unescaped(value));
            }
            rest = after;
        }
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The tags that begin elements, in order; comments, scripts and styles are passed over.
pub(crate) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = end_of_tag(rest);
        let inner = rest[..end].trim_end_matches('/');
        rest = &rest[end..];
        let (name, attributes) =
            inner.split_at(inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len()));
        tags.push(Tag { name, attributes });
        if matches!(name, "script" | "style") {
            let close = format!("</{name}");
            rest = rest.find(&close).map_or("", |at| &rest[at + close.len()..]);
        }
    }
    tags
}

/// Where the tag ends: at the first `>` that is not within quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes() {
        let html = r#"<!-- <a> --><p class=x><a href="a&amp;b" title="x > y">t</a><script>if (a<b) "<img>"</script><br/>"#;
        let tags = tags(html);
        let names: Vec<&str> = tags.iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["p", "a", "script", "br"]);
        assert_eq!(tags[0].attribute("class").as_deref(), Some("x"));
        assert_eq!(tags[1].attribute("href").as_deref(), Some("a&b"));
        assert_eq!(tags[1].attribute("title").as_deref(), Some("x > y"));
        assert_eq!(tags[1].attribute("alt"), None);
    }
}
