//! The notation of bytes: `10 * s"MQTT" 04 02 003c s"alice"`.

/// Reads `text` as bytes.
pub(super) fn parse(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut length_wanted = false;
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '*' if bytes.len() == 1 && !length_wanted => {
                length_wanted = true;
                &rest[1..]
            }
            '*' => return Err("`*` must come right after the first byte, once".to_owned()),
            '"' => {
                let (content, after) = quoted(rest)?;
                bytes.extend(content);
                after
            }
            's' => {
                let (content, after) = quoted(&rest[1..])?;
                let length = u16::try_from(content.len())
                    .map_err(|_| format!("s\"…\" holds {} bytes, at most 65535", content.len()))?;
                bytes.extend(length.to_be_bytes());
                bytes.extend(content);
                after
            }
            '~' => {
                let digits = rest[1..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |at| at + 1);
                let times =
                    rest[1..digits].parse().map_err(|_| "write ~300\"x\" to repeat a text".to_owned())?;
                let (content, after) = quoted(&rest[digits..])?;
                bytes.extend(content.repeat(times));
                after
            }
            _ => {
                let (byte, after) = hex(rest)?;
                bytes.push(byte);
                after
            }
        }
        .trim_start();
    }
    if length_wanted {
        insert_remaining_length(&mut bytes)?;
    }
    if bytes.is_empty() { Err("no bytes".to_owned()) } else { Ok(bytes) }
}

/// Two hexadecimal digits.
fn hex(text: &str) -> Result<(u8, &str), String> {
    let digits = text.get(..2).unwrap_or(text);
    let byte = u8::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'));
    byte.zip(text.get(2..)).ok_or_else(|| {
        let shown: String = text.chars().take(12).collect();
        format!("`{shown}` is neither two hexadecimal digits, nor \"text\", s\"text\" or `*`")
    })
}

/// A text between quotes, at the start of `text`; gives what follows it too.
fn quoted(text: &str) -> Result<(Vec<u8>, &str), String> {
    let unclosed = || format!("a text must stand between two quotes: `{text}`");
    let mut characters = text.strip_prefix('"').ok_or_else(unclosed)?.chars();
    let mut content = Vec::new();
    while let Some(character) = characters.next() {
        match character {
            '"' => return Ok((content, characters.as_str())),
            '\\' => match characters.next() {
                Some('n') => content.push(b'\n'),
                Some('t') => content.push(b'\t'),
                Some('r') => content.push(b'\r'),
                Some(same @ ('"' | '\\')) => content.push(same as u8),
                Some('x') => {
                    let (byte, after) = hex(characters.as_str())?;
                    content.push(byte);
                    characters = after.chars();
                }
                _ => return Err(r#"after `\`, write one of n t r " \ or xHH"#.to_owned()),
            },
            _ => content.extend(character.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    Err(unclosed())
}

/// Writes the number of the bytes that follow the first one, as the remaining length (§2.2.3). Not the codec's
/// own function: a fixture may be longer, or wronger, than what the codec would write.
fn insert_remaining_length(bytes: &mut Vec<u8>) -> Result<(), String> {
    let mut left = bytes.len() - 1;
    if left > mqtt_packet::MAX_REMAINING_LENGTH {
        return Err(format!("`*` cannot write {left}, at most 268435455"));
    }
    let mut field = Vec::with_capacity(4);
    while left > 0x7f {
        field.push((left & 0x7f) as u8 | 0x80);
        left >>= 7;
    }
    field.push(left as u8);
    bytes.splice(1..1, field);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation() {
        let table: [(&str, &[u8]); 8] = [
            ("c0 00", &[0xc0, 0x00]),
            ("20020000", &[0x20, 0x02, 0x00, 0x00]),
            (r#"30 * s"é" "x""#, &[0x30, 0x05, 0x00, 0x02, 0xc3, 0xa9, b'x']),
            (r#"30*s"a""#, &[0x30, 0x03, 0x00, 0x01, b'a']),
            (r#""a # \"\\\x00\n""#, b"a # \"\\\x00\n"),
            (r#"~3"ab""#, b"ababab"),
            ("e0 *", &[0xe0, 0x00]),
            (r#"s"""#, &[0x00, 0x00]),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_remaining_length_on_two_bytes() {
        let bytes = parse(r#"30 * s"a" ~200"x""#).unwrap();
        assert_eq!(bytes[..6], [0x30, 0xcb, 0x01, 0x00, 0x01, b'a']);
        assert_eq!(bytes.len(), 206);
    }

    #[test]
    fn what_is_not_in_the_notation() {
        for text in [
            "", "1", "1g", "+1", "é", "*", "10 02 *", "10 * *", "\"a", "s", "s a", r#""\q""#, r#""\x1"#,
            "~\"a\"",
        ] {
            assert!(parse(text).is_err(), "{text} was read as {:02x?}", parse(text));
        }
    }
}
