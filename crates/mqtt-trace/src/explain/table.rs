//! The explained bytes as a table for a terminal.
//!
//! ```text
//!  octet  hexa, bits    champ                 valeur, sens                    norme
//!      0  40 0100 ....  type de paquet        4  PUBACK : QoS 1, message reçu  §2.2.1
//!            .... 0000  drapeaux réservés     0000  valeur imposée par la n…   MQTT-2.2.2-1
//!      1  02            longueur restante     2  octets suivent                §2.2.3
//!      2  00 07         identifiant de paquet 7  celui du paquet auquel on r…  MQTT-2.3.1-6
//! ```

use std::fmt;

use super::{Explained, Row};
use crate::visible::Hex;
use crate::{messages, width};

/// Columns of the offset.
const OFFSET: usize = 5;
/// Columns of the bytes and bits: `10 0001 ....`, or four bytes.
const BYTES: usize = 12;
/// Bytes on a line.
const BYTES_A_LINE: usize = 4;
/// Columns of the clause: `MQTT-3.1.2-24`.
const CLAUSE: usize = 13;
/// Bytes shown of a field.
const BYTES_SHOWN: usize = 64;

/// Shows explained bytes, aligned, in at most so many columns of a terminal: 72 at least.
#[derive(Debug)]
pub struct Table<'a> {
    /// What is shown.
    pub explained: &'a Explained,
    /// The bytes, of which those after a fault are shown as they are.
    pub bytes: &'a [u8],
    /// Columns of the terminal.
    pub columns: usize,
}

/// The columns of texts.
struct Widths {
    name: usize,
    value: usize,
}

/// The cells of a row.
struct Cells {
    offset: String,
    bytes: Vec<String>,
    name: Vec<String>,
    value: Vec<String>,
    clause: String,
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = Widths::of(self.columns);
        let [offset, bytes, name, value, clause] = messages::EXPLAIN_HEADS;
        let one = |text: &str| vec![text.to_owned()];
        let (offset, clause) = (offset.to_owned(), clause.to_owned());
        Cells { offset, bytes: one(bytes), name: one(name), value: one(value), clause }.write(&widths, f)?;
        let mut before = None;
        let mut end = 0;
        for row in &self.explained.rows {
            let same_byte = before == Some(row.span.bytes.start);
            before = row.span.bits.as_ref().map(|_| row.span.bytes.start);
            end = row.span.bytes.end;
            Cells::of(row, same_byte, &widths).write(&widths, f)?;
        }
        let Some(fault) = self.explained.fault else { return Ok(()) };
        if let Some(rest) = self.bytes.get(end..).filter(|rest| !rest.is_empty()) {
            Cells::rest(end, rest, &widths).write(&widths, f)?;
        }
        let text = format!("✗ {}", messages::decode_error(fault));
        width::wrap(&text, self.columns - OFFSET - 3)
            .iter()
            .try_for_each(|line| writeln!(f, " {:OFFSET$}  {line}", ""))
    }
}

impl Widths {
    fn of(columns: usize) -> Widths {
        let texts = columns.max(72) - (1 + OFFSET + 2 + BYTES + 2 + 2 + 2 + CLAUSE);
        let name = (texts * 2 / 5).clamp(16, 30);
        Widths { name, value: texts - name }
    }
}

impl Cells {
    /// `same_byte`: the byte is the one of the row before, and not shown again.
    fn of(row: &Row, same_byte: bool, widths: &Widths) -> Cells {
        let bytes = match &row.bits {
            Some(bits) if same_byte => vec![format!("   {bits}")],
            Some(bits) => vec![format!("{} {bits}", Hex(&row.bytes))],
            None => dump(&row.bytes),
        };
        let shown = match row.value.char_indices().nth(BYTES_SHOWN + 2) {
            Some((at, _)) => format!("{}…\u{a0}»", &row.value[..at]),
            None => row.value.clone(),
        };
        Cells {
            offset: if same_byte { String::new() } else { row.span.bytes.start.to_string() },
            bytes,
            name: width::wrap(row.name, widths.name),
            value: width::wrap(&format!("{shown}  {}", row.meaning), widths.value),
            clause: row.clause.to_owned(),
        }
    }

    /// Bytes that are no field.
    fn rest(offset: usize, bytes: &[u8], widths: &Widths) -> Cells {
        Cells {
            offset: offset.to_string(),
            bytes: dump(bytes),
            name: width::wrap(messages::NOT_DECODED, widths.name),
            value: Vec::new(),
            clause: String::new(),
        }
    }

    fn write(&self, widths: &Widths, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.bytes.len().max(self.name.len()).max(self.value.len());
        for line in 0..lines {
            let cell =
                |cells: &[String], columns| width::fit(cells.get(line).map_or("", String::as_str), columns);
            let offset = if line == 0 { self.offset.as_str() } else { "" };
            let clause = if line == 0 { self.clause.as_str() } else { "" };
            let text = format!(
                " {offset:>OFFSET$}  {}  {}  {}  {clause}",
                cell(&self.bytes, BYTES),
                cell(&self.name, widths.name),
                cell(&self.value, widths.value),
            );
            writeln!(f, "{}", text.trim_end())?;
        }
        Ok(())
    }
}

/// Bytes in lines; of many, the first ones and how many more there are.
fn dump(bytes: &[u8]) -> Vec<String> {
    let shown = &bytes[..bytes.len().min(BYTES_SHOWN)];
    let mut lines: Vec<String> = shown.chunks(BYTES_A_LINE).map(|line| Hex(line).to_string()).collect();
    if shown.len() < bytes.len() {
        lines.push(messages::more(bytes.len() - shown.len()));
    }
    lines
}
