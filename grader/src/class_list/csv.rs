//! Comma-separated values as spreadsheets save them in France: `;` or `,`, quotes, a mark or no mark at the start,
//! UTF-8 or Windows-1252.

/// One line of the file that is not blank.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    /// Where it begins, from 1.
    pub line: usize,
    pub cells: Vec<String>,
}

/// The text of a file, whatever the spreadsheet saved it as.
pub fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

fn windows_1252(byte: u8) -> char {
    // Where Windows-1252 is not Latin-1; the five free places stay as they are.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// All the records; or the line of a quote that never closes.
pub fn parse(text: &str) -> Result<Vec<Record>, usize> {
    let separator = separator(text);
    let mut records = Vec::new();
    let mut record = Record { line: 1, cells: Vec::new() };
    let mut cell = String::new();
    let mut opened = None;
    let mut line = 1;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        match (c, opened) {
            ('"', Some(_)) if chars.next_if_eq(&'"').is_some() => cell.push('"'),
            ('"', Some(_)) => opened = None,
            (_, Some(_)) => cell.push(c),
            ('"', None) if cell.trim().is_empty() => {
                cell.clear();
                opened = Some(line);
            }
            ('\n', None) => {
                record.end_cell(&mut cell);
                records.push(std::mem::replace(&mut record, Record { line, cells: Vec::new() }));
            }
            (_, None) if c == separator => record.end_cell(&mut cell),
            (_, None) => cell.push(c),
        }
    }
    if let Some(line) = opened {
        return Err(line);
    }
    record.end_cell(&mut cell);
    records.push(record);
    records.retain(|record| record.cells.iter().any(|cell| !cell.is_empty()));
    Ok(records)
}

impl Record {
    fn end_cell(&mut self, cell: &mut String) {
        self.cells.push(std::mem::take(cell).trim().to_owned());
    }
}

/// The separator that the first line uses most.
fn separator(text: &str) -> char {
    let head = text.lines().next().unwrap_or_default();
    let count = |separator: char| head.matches(separator).count();
    [';', ',', '\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        for (text, expected) in [
            ("id;nom\r\n1;AUBRY\r\n", "1 <id> <nom>, 2 <1> <AUBRY>"),
            ("id,nom\n\n2,\"A, \"\"B\"\"\"", "1 <id> <nom>, 3 <2> <A, \"B\">"),
            ("id\tnom\n1\tx;y", "1 <id> <nom>, 2 <1> <x;y>"),
            ("nom\n\"deux\nlignes\"\nfin", "1 <nom>, 2 <deux\nlignes>, 4 <fin>"),
            ("a;b\n;\n ; \n", "1 <a> <b>"),
            ("", ""),
        ] {
            let show = |record: &Record| {
                let cells = record.cells.iter().map(|cell| format!(" <{cell}>"));
                format!("{}{}", record.line, cells.collect::<String>())
            };
            let records: Vec<String> = parse(text).expect("closed quotes").iter().map(show).collect();
            assert_eq!(records.join(", "), expected, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_never_closes_is_placed() {
        assert_eq!(parse("id;nom\n1;\"AUBRY\n2;B\n"), Err(2));
    }

    #[test]
    fn text_is_decoded_from_either_encoding() {
        assert_eq!(decode("\u{feff}Zoé".as_bytes()), "Zoé");
        assert_eq!(decode(b"Zo\xE9 \x8Cuvre \x80"), "Zoé Œuvre €");
    }
}
