//! The figures as text for a terminal: no line is wider than 80 columns.

use std::fmt;

use mqtt_packet::PacketType;

use super::{Amount, Durations, Stats};
use crate::{messages, width};

/// Columns of a number.
const NUMBER: usize = 12;
/// Columns of the first cell.
const FIRST: usize = 14;

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.packets(f)?;
        self.messages(f)?;
        self.handshakes(f)?;
        self.http(f)
    }
}

impl Stats {
    fn packets(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", messages::STATS_PACKETS)?;
        let [up, down] = messages::STATS_WAYS;
        writeln!(f, "  {}{}{}", blank(FIRST), right(up, 2 * NUMBER), right(down, 2 * NUMBER))?;
        let [packets, bytes] = messages::STATS_PACKETS_BYTES;
        write_row(f, "", &[packets, bytes, packets, bytes])?;
        let mut totals = [Amount::default(); 2];
        let no_packet = (messages::STATS_OTHERS, &self.others);
        let rows = self.packets.iter().map(|(packet, ways)| (packet.name(), ways)).chain([no_packet]);
        for (name, ways) in rows.filter(|(_, ways)| ways.iter().any(|way| way.count > 0)) {
            write_amounts(f, name, ways)?;
            for (total, way) in totals.iter_mut().zip(ways) {
                *total = Amount { count: total.count + way.count, bytes: total.bytes + way.bytes };
            }
        }
        write_amounts(f, messages::STATS_TOTAL, &totals)?;
        if self.without_bytes > 0 {
            writeln!(f, "  {}", messages::stats_without_bytes(self.without_bytes))?;
        }
        if self.holes > 0 {
            writeln!(f, "  {}", messages::stats_holes(self.holes))?;
        }
        Ok(())
    }

    fn messages(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.by_qos().next().is_none() {
            return Ok(());
        }
        writeln!(f, "\n{}", messages::STATS_MESSAGES)?;
        write_row(f, "", &messages::STATS_MESSAGE_HEADS)?;
        for (qos, messages) in self.by_qos() {
            let cells = [messages.whole.count, messages.dup, messages.whole.bytes, messages.payload];
            write_row(f, &format!("QoS {qos}"), &cells.map(messages::number))?;
        }
        let (payload, total) = (self.payload(), self.total().bytes);
        if self.without_bytes == 0 && total > 0 {
            writeln!(f, "  {}", messages::stats_overhead(payload, total))?;
        }
        Ok(())
    }

    fn handshakes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.handshakes.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n{}", messages::STATS_TIMES)?;
        write_times(f, "", &messages::STATS_TIME_HEADS)?;
        for ((request, answer, way), times) in &self.handshakes {
            // Only messages go both ways.
            let way = if *request == PacketType::Publish { messages::STATS_FROM[*way] } else { "" };
            write_times(f, &format!("{request} → {answer}{way}"), &cells(times))?;
        }
        Ok(())
    }

    fn http(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.http.count == 0 {
            return Ok(());
        }
        let here = (self.without_bytes == 0).then(|| self.total().bytes);
        writeln!(f, "\n{}", messages::STATS_HTTP)?;
        let text = messages::stats_http(self.http.count, self.http.bytes, here);
        text.lines().flat_map(|line| width::wrap(line, 76)).try_for_each(|line| writeln!(f, "  {line}"))
    }
}

fn cells(times: &Durations) -> [String; 3] {
    [messages::number(times.count()), messages::precise(times.median()), messages::precise(times.longest())]
}

fn write_amounts(f: &mut fmt::Formatter<'_>, name: &str, ways: &[Amount; 2]) -> fmt::Result {
    let [up, down] = ways;
    write_row(f, name, &[up.count, up.bytes, down.count, down.bytes].map(messages::number))
}

fn write_row(f: &mut fmt::Formatter<'_>, name: &str, cells: &[impl AsRef<str>]) -> fmt::Result {
    write!(f, "  {}", width::fit(name, FIRST))?;
    cells.iter().try_for_each(|cell| f.write_str(&right(cell.as_ref(), NUMBER)))?;
    writeln!(f)
}

fn write_times(f: &mut fmt::Formatter<'_>, name: &str, cells: &[impl AsRef<str>]) -> fmt::Result {
    write!(f, "  {}", width::fit(name, 36))?;
    cells.iter().try_for_each(|cell| f.write_str(&right(cell.as_ref(), NUMBER)))?;
    writeln!(f)
}

fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", blank(columns.saturating_sub(width::of_text(text))))
}

fn blank(columns: usize) -> String {
    " ".repeat(columns)
}
