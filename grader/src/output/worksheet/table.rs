//! A table separated by commas, of which some cells are changed and all others stay as they were written.

use std::ops::Range;

/// The rows, each the places of its cells, quotes included; or the line of a quote that never closes.
pub fn rows(text: &str) -> Result<Vec<Vec<Range<usize>>>, usize> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut start = 0;
    let mut opened = None;
    let mut line = 1;
    for (place, c) in text.char_indices() {
        line += usize::from(c == '\n');
        match (c, opened) {
            // A doubled quote closes and opens again: it comes to the same.
            ('"', Some(_)) => opened = None,
            ('"', None) => opened = Some(line),
            (',', None) => {
                row.push(start..place);
                start = place + 1;
            }
            ('\n', None) => {
                let end = if text[..place].ends_with('\r') { place - 1 } else { place };
                row.push(start..end.max(start));
                rows.push(std::mem::take(&mut row));
                start = place + 1;
            }
            _ => {}
        }
    }
    if let Some(line) = opened {
        return Err(line);
    }
    if start < text.len() || !row.is_empty() {
        row.push(start..text.len());
        rows.push(row);
    }
    Ok(rows)
}

/// What a cell says.
pub fn value(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => cell.to_owned(),
    }
}

/// The text with other cells at these places, which are in order.
pub fn replaced(text: &str, cells: Vec<(Range<usize>, String)>) -> String {
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for (place, cell) in cells {
        new += &text[done..place.start];
        new += &cell;
        done = place.end;
    }
    new + &text[done..]
}
