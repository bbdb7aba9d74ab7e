//! A packet as a table of its bytes.

use std::fmt::Write as _;

use anyhow::{Result, bail, ensure};
use mqtt_trace::explain::{Explained, Row, explain};
use mqtt_trace::visible::Hex;

use super::bytes_of;
use crate::html::Escaped;
use crate::messages::{BYTE_HEADS, byte_caption};

/// Bytes on a line of a cell.
const BYTES_A_LINE: usize = 8;

/// The table that explains the packet written in `text`.
pub(super) fn table(text: &str) -> Result<String> {
    let bytes = bytes_of(text)?;
    let explained = explain(&bytes);
    if let Some(fault) = explained.fault {
        bail!("bytes: {}", mqtt_trace::messages::decode_error(fault));
    }
    ensure!(explained.size == bytes.len(), "bytes: {} too many for one packet", bytes.len() - explained.size);
    let packet = explained.packet.map(mqtt_packet::PacketType::name);
    let mut html =
        format!("<table>\n<caption>{}</caption>\n<thead><tr>", byte_caption(packet, explained.size));
    for head in BYTE_HEADS {
        let _ = write!(html, r#"<th scope="col">{head}</th>"#);
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for (index, row) in explained.rows.iter().enumerate() {
        write_row(&mut html, row, shared(&explained, index));
    }
    html.push_str("</tbody>\n</table>");
    Ok(super::scrolling("octets", &html, ""))
}

/// Over how many rows the byte of a row goes: those of its bits, told at the first; 0 at the others.
fn shared(explained: &Explained, index: usize) -> usize {
    let place = |row: &Row| row.span.bits.is_some().then_some(row.span.bytes.start);
    let own = place(&explained.rows[index]);
    if own.is_none() {
        return 1;
    }
    if index > 0 && place(&explained.rows[index - 1]) == own {
        return 0;
    }
    explained.rows[index..].iter().take_while(|row| place(row) == own).count()
}

fn write_row(html: &mut String, row: &Row, shared: usize) {
    html.push_str("<tr>");
    if shared > 0 {
        let span = if shared > 1 { format!(r#" rowspan="{shared}""#) } else { String::new() };
        let place = match row.span.bytes.clone() {
            bytes if bytes.len() < 2 => bytes.start.to_string(),
            bytes => format!("{}–{}", bytes.start, bytes.end - 1),
        };
        let bytes: Vec<String> = row.bytes.chunks(BYTES_A_LINE).map(|line| Hex(line).to_string()).collect();
        let _ = write!(html, "<td{span}>{place}</td><td{span}><code>{}</code></td>", bytes.join("<br>"));
    }
    let bits = row.bits.as_deref().map_or(String::new(), |bits| format!("<code>{bits}</code>"));
    let (name, value, meaning) = (row.name, Escaped(&row.value), Escaped(&row.meaning));
    let _ = writeln!(
        html,
        "<td>{bits}</td><td>{name}</td><td><b>{value}</b> <span>{meaning}</span></td><td>{}</td></tr>",
        row.clause.replace("MQTT-", "MQTT\u{2011}")
    );
}
