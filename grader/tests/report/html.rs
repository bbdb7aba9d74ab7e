//! Just enough of HTML to check pages of our own making: every attribute quoted, `<style>` alone holds raw text.

/// A tag, or a run of text.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    Open { name: String, attributes: Vec<(String, String)> },
    Close(String),
    Text(String),
}

/// Elements that have no end tag.
pub const VOID: [&str; 7] = ["meta", "br", "rect", "line", "path", "circle", "!doctype"];

/// Panics on anything that our pages have no reason to hold.
pub fn tokens(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        tokens.push(Token::Text(text.to_owned()));
        let end = end_of_tag(tag);
        let token = tag_of(&tag[1..end]);
        rest = &tag[end + 1..];
        if matches!(&token, Token::Open { name, .. } if name == "style") {
            let end = rest.find("</style>").expect("the end of a style");
            tokens.extend([token, Token::Text(rest[..end].to_owned())]);
            rest = &rest[end..];
        } else {
            tokens.push(token);
        }
    }
    tokens.push(Token::Text(rest.to_owned()));
    tokens.retain(|token| !matches!(token, Token::Text(text) if text.is_empty()));
    tokens
}

/// Where the `>` is that ends the tag; one within quotes does not.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    for (at, character) in tag.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    panic!("a tag without end: {}", &tag[..tag.len().min(80)]);
}

fn tag_of(inside: &str) -> Token {
    if let Some(name) = inside.strip_prefix('/') {
        return Token::Close(name.to_owned());
    }
    let inside = inside.trim_end_matches('/');
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let name = name.to_owned();
    let mut attributes = Vec::new();
    while name != "!doctype" && !rest.trim().is_empty() {
        let (key, value) =
            rest.split_once("=\"").unwrap_or_else(|| panic!("an unquoted attribute: {inside}"));
        let (value, after) = value.split_once('"').unwrap_or_else(|| panic!("a quote without end: {inside}"));
        // Of the escapes, only this one stands in our addresses.
        attributes.push((key.trim().to_owned(), value.replace("&#x2f;", "/")));
        rest = after;
    }
    Token::Open { name, attributes }
}

/// The values of an attribute over the whole page.
pub fn values<'a>(tokens: &'a [Token], wanted: &str) -> Vec<&'a str> {
    let attributes = tokens.iter().filter_map(|token| match token {
        Token::Open { attributes, .. } => Some(attributes),
        _ => None,
    });
    attributes.flatten().filter(|(key, _)| key == wanted).map(|(_, value)| value.as_str()).collect()
}
