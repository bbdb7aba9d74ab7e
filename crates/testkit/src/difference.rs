//! Showing two results one above the other, and where they part.

use std::fmt::Debug;

use crate::{Field, messages};

/// Bytes shown on one line: more would fold in a terminal of 80 columns.
const ROW: usize = 16;

/// Two results as text of the same layout, and what to write under the second.
pub struct Difference {
    pub expected: String,
    pub got: String,
    /// Marks aligned with `got`, and what they mean.
    pub pointer: Option<String>,
    /// What to say when one is longer than the other.
    pub lengths: Option<String>,
}

pub fn value<T: Debug>(expected: &T, got: &T, _: &[Field]) -> Difference {
    Difference { expected: format!("{expected:?}"), got: format!("{got:?}"), pointer: None, lengths: None }
}

pub fn bits(expected: &Option<u8>, got: &Option<u8>, _: &[Field]) -> Difference {
    let pointer = expected.zip(*got).map(|(expected, got)| {
        let wrong: Vec<u8> = (0..8).rev().filter(|bit| (expected ^ got) >> bit & 1 == 1).collect();
        let marks: String = (0..8)
            .rev()
            .flat_map(|bit| [if wrong.contains(&bit) { "^" } else { " " }, if bit == 4 { " " } else { "" }])
            .collect();
        format!("{marks}  {}", messages::wrong_bits(&wrong))
    });
    Difference { expected: show_bits(*expected), got: show_bits(*got), pointer, lengths: None }
}

fn show_bits(byte: Option<u8>) -> String {
    byte.map_or("None".to_owned(), |byte| format!("{:04b} {:04b}  (0x{byte:02x})", byte >> 4, byte & 0xf))
}

pub fn bytes(expected: &Option<Vec<u8>>, got: &Option<Vec<u8>>, fields: &[Field]) -> Difference {
    let (Some(expected), Some(got)) = (expected, got) else {
        let show =
            |bytes: &Option<Vec<u8>>| bytes.as_ref().map_or("None".to_owned(), |bytes| hexadecimal(bytes));
        return Difference { expected: show(expected), got: show(got), pointer: None, lengths: None };
    };
    let same = expected.iter().zip(got).take_while(|(a, b)| a == b).count();
    let start = same / ROW * ROW;
    let row = |bytes: &[u8]| {
        let shown = bytes.get(start..).unwrap_or_default();
        let rest = if shown.len() > ROW { " …" } else { "" };
        format!("{}{}{rest}", row_label(start), hexadecimal(&shown[..shown.len().min(ROW)]))
    };
    let indent = row_label(start).chars().count() + 3 * (same - start);
    let field = field_at(same, fields);
    let differ = expected.len() != got.len();
    Difference {
        expected: row(expected),
        got: row(got),
        pointer: Some(format!("{:indent$}^^ {}", "", messages::first_difference(same, field))),
        lengths: differ.then(|| messages::lengths(expected.len(), got.len())),
    }
}

/// Bytes as Wireshark writes them: `80 01`.
fn hexadecimal(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return messages::NO_BYTE.to_owned();
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}

/// Rows after the first say at which byte they begin.
fn row_label(start: usize) -> String {
    if start == 0 { String::new() } else { format!("[{start}] … ") }
}

fn field_at(offset: usize, fields: &[Field]) -> Option<&'static str> {
    let mut end = 0;
    fields
        .iter()
        .find(|(_, length)| {
            end += length;
            offset < end
        })
        .map(|(name, _)| *name)
}
