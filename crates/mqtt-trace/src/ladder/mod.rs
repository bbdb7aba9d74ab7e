//! The exchange drawn between its clients, on the left, and the broker, on the right: a row for each event.
//!
//! ```text
//!  temps     client                                                         broker
//!    +0.000  #1         ┬  connexion depuis 127.0.0.1:50001                      │
//!    +0.037  alice      ├── CONNECT « alice » c1 k60 ───────────────────────────►│
//!    +0.074  alice      │◄─ CONNACK 0 ───────────────────────────────────────────┤
//! ```
//! Each client has a lane of its own while it is connected; its arrows pass under the other lanes. An answer says
//! which packet it answers. A packet with DUP has a double line, one with RETAIN a dot at its start. All is said in
//! words and signs; colour, if it is wanted, only repeats them.

mod arrow;

use std::cmp::Ordering;
use std::fmt;

use crate::clock::{Clock, Stamp, TimeStyle};
use crate::visible::Visible;
use crate::{Content, Event, Fault, Seen, What, messages, width};

use arrow::Arrow;

/// Columns of the narrowest ladder.
const LEAST: usize = 60;

/// Columns of a client's name.
const NAME: usize = 10;

/// Lanes drawn; further clients share the last one, and are told apart by name.
const LANES: usize = 8;

/// Draws events as they come.
#[derive(Debug)]
pub struct Ladder {
    columns: usize,
    colour: bool,
    clock: Clock,
    /// The connection that is in each lane.
    lanes: Vec<Option<u64>>,
}

enum Mark {
    Begin,
    End,
    /// The lane goes on.
    None,
}

/// What a row shows between the lanes and the broker.
enum Row<'a> {
    /// An arrow.
    Arrow(&'a Arrow),
    /// A text beside the lane, which may begin or end there.
    Mark(Mark, &'a str),
    /// A remark under the row before.
    Remark(&'a str),
}

impl Ladder {
    /// A ladder of so many columns of a terminal, 60 at least.
    #[must_use]
    pub fn new(columns: usize, clock: Clock) -> Ladder {
        Ladder { columns: columns.max(LEAST), colour: false, clock, lanes: Vec::new() }
    }

    /// Changes the number of columns, as when a window does, from the next row on.
    pub fn set_columns(&mut self, columns: usize) {
        self.columns = columns.max(LEAST);
    }

    /// Colours the families of packets, for a terminal.
    pub fn set_colour(&mut self, colour: bool) {
        self.colour = colour;
    }

    /// Draws the names of the columns.
    ///
    /// # Errors
    /// When `out` refuses it.
    pub fn head(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let time = match self.time_columns() {
            0 => String::new(),
            columns => width::fit(messages::TIME, columns),
        };
        let left = format!(" {time}  {}", messages::CLIENT);
        let gap = self.columns.saturating_sub(width::of_text(&left) + messages::BROKER.len());
        writeln!(out, "{left}{}{}", " ".repeat(gap), messages::BROKER)
    }

    /// Takes note of an event that is not to be drawn: time runs, and a connection that ends leaves its lane.
    pub fn skip(&mut self, event: &Event) {
        self.clock.stamp(event.time);
        match &event.what {
            What::Ended { .. } | What::Unreachable { .. } => self.free(event.connection),
            What::Fault { fault, .. } if fault.ends_connection() => self.free(event.connection),
            _ => {}
        }
    }

    /// Draws an event.
    ///
    /// # Errors
    /// When `out` refuses it.
    pub fn row(&mut self, seen: &Seen<'_>, out: &mut impl fmt::Write) -> fmt::Result {
        let event = seen.event;
        if !seen.news {
            return Ok(());
        }
        let name = width::fit(&Visible(seen.client).to_string(), NAME);
        let time_columns = self.time_columns();
        let stamp = self.clock.stamp(event.time);
        let left = format!(" {}  {name} ", right_aligned(stamp, time_columns));
        let blank = " ".repeat(time_columns + NAME + 4);
        match &event.what {
            What::Opened { client, .. } => {
                let text = messages::opened(*client);
                self.draw(out, &left, event.connection, &Row::Mark(Mark::Begin, &text))
            }
            What::Unreachable { reason, .. } => {
                self.remark(out, &left, event.connection, reason)?;
                self.end(out, &blank, event.connection, messages::UNREACHABLE)
            }
            What::Piece { direction, piece } => {
                let arrow = Arrow::of(seen, *direction, piece);
                self.draw(out, &left, event.connection, &Row::Arrow(&arrow))?;
                match piece.content {
                    Content::Undecodable(error) => {
                        self.remark(out, &blank, event.connection, &messages::decode_error(error))
                    }
                    _ => Ok(()),
                }
            }
            What::Fault { fault, .. } => {
                let text = format!("{} {}", messages::fault_sign(fault), messages::fault(fault));
                if !fault.ends_connection() {
                    return self.remark(out, &left, event.connection, &text);
                }
                if !matches!(fault, Fault::Refused { .. }) {
                    return self.end(out, &left, event.connection, &text);
                }
                // It says why, at length.
                self.remark(out, &left, event.connection, &text)?;
                self.end(out, &blank, event.connection, messages::CLOSED)
            }
            What::Gap { direction, lost, skipped } => {
                let text = format!("{} {}", direction.arrow(), messages::gap(*lost, *skipped));
                self.remark(out, &left, event.connection, &text)
            }
            What::Missed { count } => writeln!(out, " … {}", messages::missed(*count)),
            What::Ended { by, reset } => self.end(out, &left, event.connection, messages::ended(*by, *reset)),
        }
    }

    /// Blank for no time at all.
    fn time_columns(&self) -> usize {
        match self.clock.style() {
            TimeStyle::Epoch => 10,
            TimeStyle::Iso => 12,
            TimeStyle::Delta => 8,
            TimeStyle::None => 0,
        }
    }

    /// The lane of a connection; a free one is taken where it has none.
    fn lane(&mut self, connection: u64) -> usize {
        let place = |wanted| self.lanes.iter().position(|lane| *lane == wanted);
        if let Some(lane) = place(Some(connection)) {
            return lane;
        }
        let lane = place(None).unwrap_or(self.lanes.len()).min(LANES - 1);
        if lane == self.lanes.len() {
            self.lanes.push(None);
        }
        self.lanes[lane] = Some(connection);
        lane
    }

    fn free(&mut self, connection: u64) {
        for lane in &mut self.lanes {
            if *lane == Some(connection) {
                *lane = None;
            }
        }
    }

    /// The end of a lane, on as many rows as its text needs; the bar is on the last.
    fn end(&mut self, out: &mut impl fmt::Write, left: &str, connection: u64, text: &str) -> fmt::Result {
        // Its lane counts, where this is the first that is heard of it.
        self.lane(connection);
        let blank = " ".repeat(width::of_text(left));
        let lines = width::wrap(text, self.room(left));
        for (index, line) in lines.iter().enumerate() {
            let left = if index == 0 { left } else { &blank };
            let mark = if index + 1 == lines.len() { Mark::End } else { Mark::None };
            self.draw(out, left, connection, &Row::Mark(mark, line))?;
        }
        self.free(connection);
        Ok(())
    }

    /// A remark of any length, on as many rows as it needs.
    fn remark(&mut self, out: &mut impl fmt::Write, left: &str, connection: u64, text: &str) -> fmt::Result {
        let room = self.room(left).saturating_sub(4);
        let blank = " ".repeat(width::of_text(left));
        for (index, line) in width::wrap(text, room).iter().enumerate() {
            let left = if index == 0 { left } else { &blank };
            self.draw(out, left, connection, &Row::Remark(line))?;
        }
        Ok(())
    }

    /// Columns between the lanes and the broker's line.
    fn room(&self, left: &str) -> usize {
        self.columns - 1 - width::of_text(left) - 3 * self.lanes.len()
    }

    fn draw(&mut self, out: &mut impl fmt::Write, left: &str, connection: u64, row: &Row<'_>) -> fmt::Result {
        let lane = self.lane(connection);
        out.write_str(left)?;
        for (index, occupant) in self.lanes.iter().enumerate() {
            out.write_str(match (row, index.cmp(&lane), occupant) {
                (Row::Arrow(arrow), Ordering::Equal, _) => arrow.start(),
                (Row::Mark(Mark::Begin, _), Ordering::Equal, _) => "┬  ",
                (Row::Mark(Mark::End, _), Ordering::Equal, _) => "┴  ",
                (Row::Arrow(arrow), Ordering::Greater, occupant) => arrow.passing(occupant.is_some()),
                (_, _, Some(_)) => "│  ",
                (_, _, None) => "   ",
            })?;
        }
        let room = self.room(left);
        match row {
            Row::Mark(_, text) => writeln!(out, "{}│", width::fit(text, room)),
            Row::Remark(text) => writeln!(out, "  {}│", width::fit(text, room - 2)),
            Row::Arrow(arrow) => writeln!(out, "{}", arrow.end(room, self.colour)),
        }
    }
}

fn right_aligned(stamp: Stamp<'_>, columns: usize) -> String {
    format!("{:>columns$}", format!("{stamp:#}"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::BytesMut;
    use jiff::tz::TimeZone;
    use mqtt_packet::{Connect, Packet, Publish};
    use proptest::prelude::*;

    use super::*;
    use crate::{Direction, Exchange, Piece, Stream};

    fn pieces(packets: &[Packet]) -> Vec<Piece> {
        let mut wire = BytesMut::new();
        for packet in packets {
            // A topic that chance has made wrong cannot be sent.
            let _ = packet.encode(&mut wire);
        }
        let mut stream = Stream::default();
        stream.push(&wire);
        let mut pieces: Vec<Piece> = std::iter::from_fn(|| stream.next_piece()).collect();
        pieces.extend(stream.finish());
        pieces
    }

    proptest! {
        #[test]
        fn each_row_is_as_wide_as_the_terminal(
            client_id in "\\PC{0,30}",
            topic in ".{1,60}",
            payload in prop::collection::vec(any::<u8>(), 0..60),
            raw in prop::collection::vec(any::<u8>(), 0..60),
            connections in prop::collection::vec((1..12_u64, any::<bool>()), 1..12),
            columns in 60..120_usize,
        ) {
            let packets =
                [Packet::Connect(Box::new(Connect::new(client_id))), Packet::Publish(Publish::new(topic, payload))];
            let mut pieces = pieces(&packets);
            pieces.push(Piece { content: Content::Raw, bytes: raw.into(), masked: false });
            let mut ladder = Ladder::new(columns, Clock::in_zone(TimeStyle::Iso, TimeZone::UTC));
            let mut exchange = Exchange::default();
            let mut out = String::new();
            for (connection, to_broker) in connections {
                let direction = if to_broker { Direction::ToBroker } else { Direction::ToClient };
                for piece in &pieces {
                    let what = What::Piece { direction, piece: piece.clone() };
                    let event = Event { time: Duration::ZERO, connection, what };
                    ladder.row(&exchange.follow(&event), &mut out).unwrap();
                }
            }
            for row in out.lines() {
                prop_assert_eq!(width::of_text(row), columns, "{}", row);
            }
        }
    }
}
