//! Logs read back: what a broker or a client has written about an exchange, line by line.
//!
//! [`LogReader`] knows four dialects, and tells them apart line by line:
//!
//! - the log of a Mosquitto broker, of versions 1.4 to 2.1, and of this kit's own broker;
//! - what `mosquitto_pub -d` and `mosquitto_sub -d` print, and the kit's `pub` and `sub`;
//! - what paho-mqtt for Python gives to `on_log` or to its logger.
//!
//! What stands before a line does not matter: a time in whatever form, the name of a machine, the mark of
//! `journalctl` or of `docker compose`. Lines that tell nothing of an exchange are passed over.
//!
//! A log has no bytes: its packets are [`Content::Logged`](crate::Content::Logged).

mod arguments;
mod broker;
mod client;
mod connections;
mod line;
mod paho;
mod prefix;
mod python;

use std::time::Duration;

use jiff::tz::TimeZone;
use mqtt_packet::{PacketType, SubscribeReturnCode};

use crate::{Detail, Direction, Event, Logged, LoggedWill, Piece, Side, What, messages};
use connections::{Connections, Peer};
use line::Line;

/// Longer lines, in bytes, are no log's: the texts of MQTT have at most 65,535.
const LONGEST: usize = 1 << 20;

/// Reads a log. Memory grows with the connections that the log says are open, up to a limit.
#[derive(Debug)]
pub struct LogReader {
    zone: TimeZone,
    connections: Connections,
    /// Of the last line that had one.
    time: Duration,
    /// A packet whose last line has perhaps not come yet.
    pending: Option<Pending>,
}

#[derive(Debug)]
struct Pending {
    time: Duration,
    connection: u64,
    direction: Direction,
    logged: Logged,
    /// What the broker has granted, line by line.
    granted: Vec<SubscribeReturnCode>,
}

impl LogReader {
    /// A reader for times without an offset in the time zone of the machine.
    #[must_use]
    pub fn new() -> LogReader {
        LogReader::in_zone(TimeZone::system())
    }

    /// A reader for times without an offset in a time zone of one's choice.
    #[must_use]
    pub fn in_zone(zone: TimeZone) -> LogReader {
        LogReader { zone, connections: Connections::default(), time: Duration::ZERO, pending: None }
    }

    /// Reads a line, without its newline, and adds to `out` what it tells. Several lines may tell of one packet: it
    /// comes out with the line after them.
    ///
    /// `false` when the line tells nothing of an exchange.
    pub fn line(&mut self, text: &str, out: &mut Vec<Event>) -> bool {
        if text.len() > LONGEST {
            return false;
        }
        if self.goes_on(text) {
            return true;
        }
        let Some((before, line)) = line::find(text) else {
            return false;
        };
        if self.pending.as_mut().is_some_and(|pending| pending.takes(&line)) {
            return true;
        }
        self.flush(out);
        if let Some(time) = prefix::time(before, &self.zone) {
            self.time = time;
        }
        self.tell(line, out);
        true
    }

    /// The log has ended: adds to `out` what has not come out yet.
    pub fn finish(&mut self, out: &mut Vec<Event>) {
        self.flush(out);
    }

    /// Whether a line goes on with the packet before: it says what the broker has granted.
    fn goes_on(&mut self, text: &str) -> bool {
        let Some(pending) = &mut self.pending else { return false };
        match &pending.logged.detail {
            Detail::Subscribe(all) => {
                let Some((filter, _)) = all.get(pending.granted.len()) else { return false };
                let asked = text.strip_suffix(filter.as_str()).and_then(|rest| rest.strip_suffix(' '));
                let Some((rest, code)) = asked.and_then(|rest| rest.rsplit_once(' ')) else { return false };
                let code = code.parse().ok().and_then(SubscribeReturnCode::from_u8);
                let Some(code) = code.filter(|_| rest.ends_with(&pending.logged.client)) else {
                    return false;
                };
                pending.granted.push(code);
                true
            }
            Detail::Unsubscribe(all) => all.last().is_some_and(|filter| {
                let rest = text.strip_suffix(filter.as_str()).and_then(|rest| rest.strip_suffix(' '));
                rest.is_some_and(|rest| rest.ends_with(&pending.logged.client))
            }),
            _ => false,
        }
    }

    fn flush(&mut self, out: &mut Vec<Event>) {
        let Some(pending) = self.pending.take() else { return };
        let Pending { time, connection, direction, logged, granted } = pending;
        if logged.packet_type == PacketType::Subscribe && !granted.is_empty() {
            self.connections.grant(&logged.client, granted);
        }
        let what = What::Piece { direction, piece: Piece::logged(logged) };
        out.push(Event { time, connection, what });
    }

    fn tell(&mut self, line: Line<'_>, out: &mut Vec<Event>) {
        let time = self.time;
        let mut event = |connection, what| out.push(Event { time, connection, what });
        match line {
            Line::Started => self.connections = Connections::after(&self.connections),
            Line::Opened { address, port } => {
                let broker = format!("port {port}");
                event(self.connections.open(address), What::Opened { client: address, broker });
            }
            Line::Connected { address, connect } => {
                let (connection, is_new) = self.connections.name(address, &connect.client_id);
                if is_new {
                    event(connection, What::Opened { client: address, broker: messages::BROKER.to_owned() });
                }
                let logged = Logged {
                    client: connect.client_id.clone(),
                    packet_type: PacketType::Connect,
                    packet_id: None,
                    detail: Detail::Connect(connect),
                };
                self.pending = Some(Pending::new(time, connection, Direction::ToBroker, logged));
            }
            Line::Packet { peer, direction, mut logged } => {
                let connection = match self.connections.of(&peer, logged.packet_type) {
                    Peer::Known(connection) => connection,
                    // A refused CONNECT has no line of its own; CONNACK tells that there was one.
                    Peer::Refused(connection) => {
                        let piece = Piece::logged(Logged::bare(PacketType::Connect));
                        event(connection, What::Piece { direction: Direction::ToBroker, piece });
                        logged.client.clear();
                        connection
                    }
                };
                if logged.packet_type == PacketType::Suback
                    && logged.detail == Detail::None
                    && let Some(granted) = self.connections.granted(&logged.client)
                {
                    logged.detail = Detail::Suback(granted);
                }
                self.pending = Some(Pending::new(time, connection, direction, logged));
            }
            Line::Ended { client, by, reset } => {
                if let Some(connection) = self.connections.end(client) {
                    event(connection, What::Ended { by, reset });
                    // A broker's log speaks of the whole connection: the other side has closed as well.
                    if !reset {
                        let by = if by == Side::Client { Side::Broker } else { Side::Client };
                        event(connection, What::Ended { by, reset });
                    }
                }
            }
            // What goes on with a packet, and comes after none.
            Line::NoWill | Line::Will { .. } | Line::Indented(_) | Line::Subscribed { .. } => {}
        }
    }
}

impl Default for LogReader {
    fn default() -> LogReader {
        LogReader::new()
    }
}

impl Logged {
    /// A packet of which only the type is told.
    fn bare(packet_type: PacketType) -> Logged {
        Logged { client: String::new(), packet_type, packet_id: None, detail: Detail::None }
    }
}

impl Pending {
    fn new(time: Duration, connection: u64, direction: Direction, logged: Logged) -> Pending {
        Pending { time, connection, direction, logged, granted: Vec::new() }
    }

    /// Takes a line that tells more of the packet.
    fn takes(&mut self, line: &Line<'_>) -> bool {
        let packet_type = self.logged.packet_type;
        match (&mut self.logged.detail, line) {
            (Detail::Connect(_), Line::NoWill) => true,
            (Detail::Connect(connect), Line::Will { size, qos, retain }) => {
                connect.will =
                    Some(LoggedWill { topic: String::new(), size: Some(*size), qos: *qos, retain: *retain });
                true
            }
            (Detail::Connect(connect), Line::Indented(topic)) => match &mut connect.will {
                Some(will) if will.topic.is_empty() => {
                    (*topic).clone_into(&mut will.topic);
                    true
                }
                _ => false,
            },
            (detail, Line::Indented(text)) => match packet_type {
                PacketType::Subscribe => {
                    arguments::asked(text).is_some_and(|one| add(detail, Detail::Subscribe(vec![one])))
                }
                PacketType::Unsubscribe => add(detail, Detail::Unsubscribe(vec![(*text).to_owned()])),
                _ => false,
            },
            // A client's line for each filter of one packet.
            (detail, Line::Packet { direction, logged, .. }) => {
                let same = *direction == self.direction
                    && logged.packet_type == packet_type
                    && logged.packet_id == self.logged.packet_id
                    && logged.packet_id.is_some()
                    && logged.client == self.logged.client;
                same && add(detail, logged.detail.clone())
            }
            (detail @ Detail::None, Line::Subscribed { packet_id, codes })
                if packet_type == PacketType::Suback =>
            {
                *detail = Detail::Suback(codes.clone());
                self.logged.packet_id = Some(*packet_id);
                true
            }
            _ => false,
        }
    }
}

/// Filters of one packet that are taken from several lines: a log may go on with them for ever.
const FILTERS: usize = 1024;

/// Adds the filters of `more`; `false` when these are not filters, or too many.
fn add(detail: &mut Detail, more: Detail) -> bool {
    match (&mut *detail, more) {
        (Detail::Subscribe(all), Detail::Subscribe(more)) if all.len() < FILTERS => all.extend(more),
        (Detail::Unsubscribe(all), Detail::Unsubscribe(more)) if all.len() < FILTERS => all.extend(more),
        (Detail::None, more @ (Detail::Subscribe(_) | Detail::Unsubscribe(_))) => *detail = more,
        _ => return false,
    }
    true
}

/// The direction of a packet.
fn to_broker(is_to_broker: bool) -> Direction {
    if is_to_broker { Direction::ToBroker } else { Direction::ToClient }
}
