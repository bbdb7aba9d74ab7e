//! A whole record that is in memory.

use super::{ReadError, Record, read_record};

/// The lines of a record, each with its number, from 1. What editors add is passed over: a byte order mark, `\r`, empty lines.
///
/// # Errors
/// Those of [`read_record`], each in the place of its line.
pub fn records(bytes: &[u8]) -> impl Iterator<Item = (u64, Result<Record, ReadError>)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    (1..).zip(bytes.split(|byte| *byte == b'\n')).filter_map(|(number, line)| {
        let line = String::from_utf8_lossy(line);
        let line = line.trim();
        (!line.is_empty()).then(|| (number, read_record(line)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_adds_is_passed_over_and_lines_keep_their_numbers() {
        let header = r#"{"v":1,"time_us":1,"connection":0,"event":"header","session":"a"}"#;
        let text = format!("\u{feff}{header}\r\n\r\n  {header}\r\nno\r\n\n");
        let read: Vec<(u64, bool)> =
            records(text.as_bytes()).map(|(line, record)| (line, record.is_ok())).collect();
        assert_eq!(read, [(1, true), (3, true), (4, false)]);
        assert_eq!(records(b"").count(), 0);
        assert!(records(b"\xff\xfe").all(|(line, record)| line == 1 && record.is_err()));
    }
}
