//! Bytes as Python shows them: `b'a/b'`, `b"it's"`, `b'\xc3\xa9'`.

/// The bytes shown in `text`, one after the other, as text, each with what stands after it.
pub(super) fn texts(mut text: &str) -> impl Iterator<Item = (String, &str)> {
    std::iter::from_fn(move || {
        let at = text.find("b'").into_iter().chain(text.find("b\"")).min()?;
        let (shown, rest) = one(&text[at + 1..])?;
        text = rest;
        Some((shown, rest))
    })
}

/// What stands between a quote and the next of the same kind.
fn one(text: &str) -> Option<(String, &str)> {
    let quote = text.bytes().next()?;
    let bytes = text.as_bytes();
    let (mut shown, mut at) = (Vec::new(), 1);
    while let Some(&byte) = bytes.get(at) {
        if byte == quote {
            return Some((String::from_utf8_lossy(&shown).into_owned(), &text[at + 1..]));
        }
        if byte != b'\\' {
            shown.push(byte);
            at += 1;
            continue;
        }
        let (value, length) = match bytes.get(at + 1)? {
            b'x' => (u8::from_str_radix(text.get(at + 2..at + 4)?, 16).ok()?, 4),
            b'n' => (b'\n', 2),
            b'r' => (b'\r', 2),
            b't' => (b'\t', 2),
            other => (*other, 2),
        };
        shown.push(value);
        at += length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_python() {
        let table: [(&str, &[&str]); 6] = [
            ("b'a/b'", &["a/b"]),
            ("[b'a', b\"it's\"]", &["a", "it's"]),
            (r"b'\xc3\xa9t\xc3\xa9'", &["été"]),
            ("b'it\\'s \\\\ and \"'", &["it's \\ and \""]),
            ("b'cut", &[]),
            (r"b'\xc", &[]),
        ];
        for (text, expected) in table {
            let got: Vec<String> = texts(text).map(|(text, _)| text).collect();
            assert_eq!(got, expected, "{text}");
        }
    }
}
