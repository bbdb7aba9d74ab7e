//! A line for each packet, as Mosquitto would write it, with an arrow for its direction.
//!
//! ```text
//! 1795348398: + New connection from 127.0.0.1:59996 on port 1883.
//! 1795348398: → Received CONNECT from alice (p2, c1, k60)
//! 1795348398: ← Sending CONNACK to alice (0, 0)
//! 1795348401: - alice : connexion fermée par le client
//! ```

use std::fmt;

use mqtt_packet::Packet;
use mqtt_trace::clock::{Clock, Prefix, Stamp};
use mqtt_trace::explain::{Explained, Table};
use mqtt_trace::mosquitto::{Log, LoggedLine, Received, Sending};
use mqtt_trace::visible::Visible;
use mqtt_trace::{Content, Direction, Event, HexDump, Piece, Seen, What};

use crate::messages;

/// Bytes shown of what is not a packet, unless all are asked for.
const BYTES_SHOWN: usize = 64;

/// What stands before the lines of a dump.
const INDENT: &str = "    ";

#[derive(Debug)]
pub(super) struct Lines {
    clock: Clock,
    bytes: Bytes,
}

/// Which bytes are shown under the lines.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bytes {
    /// The first ones of what is no packet.
    OfFaults,
    /// All.
    All,
    /// All, explained field by field.
    Explained {
        /// Columns of the terminal.
        columns: usize,
    },
}

/// What stands before a line: the time, then a sign.
struct Before<'c>(Stamp<'c>, &'static str);

impl fmt::Display for Before<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{} ", Prefix(self.0), self.1)
    }
}

impl Lines {
    pub(super) fn new(clock: Clock, bytes: Bytes) -> Lines {
        Lines { clock, bytes }
    }

    pub(super) fn set_columns(&mut self, new: usize) {
        if let Bytes::Explained { columns } = &mut self.bytes {
            *columns = new;
        }
    }

    pub(super) fn skip(&mut self, event: &Event) {
        self.clock.stamp(event.time);
    }

    pub(super) fn print(&mut self, seen: &Seen<'_>, out: &mut impl fmt::Write) -> fmt::Result {
        let Seen { event, client, news, .. } = seen;
        if !news {
            return Ok(());
        }
        let stamp = self.clock.stamp(event.time);
        let mut line = |sign, text: &dyn fmt::Display| Log::new(out, Before(stamp, sign)).line(text);
        match &event.what {
            What::Opened { client, broker } => {
                line("+", &format_args!("New connection from {client} to {broker}."))
            }
            What::Unreachable { reason, .. } => line("-", &messages::unreachable(client, reason)),
            What::Fault { fault, .. } => line(
                mqtt_trace::messages::fault_sign(fault),
                &messages::fault(&Visible(client).to_string(), fault),
            ),
            What::Gap { direction, lost, skipped } => {
                line(direction.arrow(), &messages::gap(&Visible(client).to_string(), *lost, *skipped))
            }
            What::Missed { count } => line("…", &mqtt_trace::messages::missed(*count)),
            What::Ended { by, reset } => {
                line("-", &messages::ended(&Visible(client).to_string(), *by, *reset))
            }
            What::Piece { direction, piece } => {
                print_piece(out, stamp, client, *direction, piece)?;
                self.dump(piece, out)
            }
        }
    }

    /// The bytes of a piece, those that are to be shown.
    fn dump(&self, piece: &Piece, out: &mut impl fmt::Write) -> fmt::Result {
        let is_packet = matches!(piece.content, Content::Packet(_) | Content::Logged(_));
        let size = piece.bytes.len();
        let shown = match self.bytes {
            Bytes::All | Bytes::Explained { .. } if matches!(piece.content, Content::Logged(_)) => {
                return writeln!(out, "{INDENT}{}", messages::NO_BYTES);
            }
            Bytes::Explained { columns } if piece.content != Content::Raw && size > 0 => {
                let explained = &Explained::of(piece);
                return writeln!(out, "{}", Table { explained, bytes: &piece.bytes, columns });
            }
            Bytes::OfFaults if is_packet => 0,
            Bytes::OfFaults => size.min(BYTES_SHOWN),
            Bytes::All | Bytes::Explained { .. } => size,
        };
        write!(out, "{}", HexDump { bytes: &piece.bytes[..shown], indent: INDENT })?;
        if 0 < shown && shown < size {
            writeln!(out, "{INDENT}{}", messages::more_bytes(size - shown))?;
        }
        if 0 < shown && piece.masked {
            writeln!(out, "{INDENT}{}", messages::MASKED)?;
        }
        Ok(())
    }
}

fn print_piece(
    out: &mut impl fmt::Write,
    stamp: Stamp<'_>,
    client: &str,
    direction: Direction,
    piece: &Piece,
) -> fmt::Result {
    let mut log = Log::new(out, Before(stamp, direction.arrow()));
    match &piece.content {
        Content::Packet(packet) => {
            match direction {
                Direction::ToBroker => log.line(Received { client, packet })?,
                Direction::ToClient => log.line(Sending { client, packet })?,
            }
            details(out, stamp, packet)
        }
        Content::Logged(logged) => {
            log.line(LoggedLine { client, direction, logged })?;
            Log::new(out, Before(stamp, " ")).logged_details(logged)
        }
        Content::Undecodable(error) => {
            let why = mqtt_trace::messages::decode_error(*error);
            log.line(messages::undecodable(piece.bytes.len(), &Visible(client).to_string(), &why))
        }
        Content::Raw => log.line(messages::raw(piece.bytes.len(), &Visible(client).to_string())),
    }
}

fn details(out: &mut impl fmt::Write, stamp: Stamp<'_>, packet: &Packet) -> fmt::Result {
    Log::new(out, Before(stamp, " ")).details(packet)
}
