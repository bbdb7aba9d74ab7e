//! The arrow of a packet: its label, its line, its colour.

use mqtt_packet::PacketType;

use crate::label::Label;
use crate::{Content, Direction, Piece, Seen, width};

/// An arrow, to be drawn.
pub(super) struct Arrow {
    direction: Direction,
    label: String,
    dup: bool,
    retain: bool,
    colour: &'static str,
}

impl Arrow {
    pub(super) fn of(seen: &Seen<'_>, direction: Direction, piece: &Piece) -> Arrow {
        let message = piece.content.message();
        Arrow {
            direction,
            label: Label::of(seen, piece).to_string(),
            dup: message.is_some_and(|message| message.dup),
            retain: message.is_some_and(|message| message.retain),
            colour: colour(&piece.content),
        }
    }

    fn line(&self) -> char {
        if self.dup { '═' } else { '─' }
    }

    /// At the client's line, in three columns.
    pub(super) fn start(&self) -> &'static str {
        match (self.direction, self.retain, self.dup) {
            (Direction::ToBroker, false, false) => "├──",
            (Direction::ToBroker, false, true) => "╞══",
            (Direction::ToBroker, true, false) => "├─●",
            (Direction::ToBroker, true, true) => "╞═●",
            (Direction::ToClient, false, false) => "│◄─",
            (Direction::ToClient, false, true) => "│◄═",
            (Direction::ToClient, true, _) => "│◄●",
        }
    }

    /// Under the line of another client, or where there is none, in three columns.
    pub(super) fn passing(&self, other: bool) -> &'static str {
        match (other, self.dup) {
            (true, false) => "│──",
            (true, true) => "│══",
            (false, false) => "───",
            (false, true) => "═══",
        }
    }

    /// The label and the rest of the line, in so many columns, then the broker's line.
    pub(super) fn end(&self, room: usize, colour: bool) -> String {
        let fitted = room.saturating_sub(4);
        let label = match width::of_text(&self.label) {
            columns if columns <= fitted => self.label.clone(),
            _ => width::fit(&self.label, fitted),
        };
        let line = self.line().to_string().repeat(room.saturating_sub(width::of_text(&label) + 3));
        let end = match (self.direction, self.dup) {
            (Direction::ToBroker, _) => "►│",
            (Direction::ToClient, false) => "─┤",
            (Direction::ToClient, true) => "═╡",
        };
        if colour {
            format!(" \u{1b}[{}m{label}\u{1b}[0m {line}{end}", self.colour)
        } else {
            format!(" {label} {line}{end}")
        }
    }
}

/// The colour of a family of packets, as terminals number them; red for what is none.
fn colour(content: &Content) -> &'static str {
    use PacketType::{Connack, Connect, Disconnect, Pingreq, Pingresp, Publish};
    use PacketType::{Suback, Subscribe, Unsuback, Unsubscribe};
    match content.packet_type() {
        Some(Connect | Connack | Disconnect) => "94",
        Some(Publish) => "1",
        Some(Subscribe | Suback | Unsubscribe | Unsuback) => "35",
        Some(Pingreq | Pingresp) => "90",
        Some(_) => "32",
        None => "31",
    }
}
