//! A connection: two directions, and which of the ends is the broker.

use std::net::SocketAddr;
use std::time::Duration;

use mqtt_trace::{Direction, Side, What};

use crate::half::{Half, is_foreign};
use crate::link::Segment;

/// A TCP connection that carries MQTT, or may.
#[derive(Debug)]
pub(crate) struct Connection {
    client: SocketAddr,
    broker: SocketAddr,
    /// What the two sides have told is known; 0 until the connection is told as opened.
    pub(crate) number: u64,
    /// The number of SYN, to know one that comes twice from that of a new connection.
    syn: Option<u32>,
    /// The beginning was not captured, which is yet to be told.
    joined: bool,
    /// Over for both sides: what still comes comes twice.
    pub(crate) over: bool,
    /// When something came last.
    pub(crate) seen: Duration,
    to_broker: Half,
    to_client: Half,
}

impl Connection {
    /// One that begins with SYN.
    pub(crate) fn opened_by(segment: &Segment<'_>) -> Connection {
        let mut connection = Connection::between(segment.source, segment.destination);
        connection.syn = Some(segment.sequence);
        connection.to_broker.begin(segment.sequence.wrapping_add(1));
        connection
    }

    /// One that begins with SYN, which was not captured, and the answer to it, which was.
    pub(crate) fn accepted_by(segment: &Segment<'_>) -> Connection {
        let mut connection = Connection::between(segment.destination, segment.source);
        if let Some(acknowledged) = segment.acknowledged {
            connection.to_broker.begin(acknowledged);
        }
        connection
    }

    /// One whose client is known by its CONNECT, the first that was captured of it.
    pub(crate) fn begun_by(segment: &Segment<'_>) -> Connection {
        let mut connection = Connection::between(segment.source, segment.destination);
        connection.to_broker.begin(segment.sequence);
        if let Some(acknowledged) = segment.acknowledged {
            connection.to_client.begin(acknowledged);
        }
        connection
    }

    /// One that was there before the capture began.
    pub(crate) fn joined(client: SocketAddr, broker: SocketAddr) -> Connection {
        let mut connection = Connection::between(client, broker);
        connection.joined = true;
        connection.to_broker.join();
        connection.to_client.join();
        connection
    }

    fn between(client: SocketAddr, broker: SocketAddr) -> Connection {
        Connection {
            client,
            broker,
            number: 0,
            syn: None,
            joined: false,
            over: false,
            seen: Duration::ZERO,
            to_broker: Half::new(Direction::ToBroker),
            to_client: Half::new(Direction::ToClient),
        }
    }

    /// Whether this SYN opens another connection, between the same ports.
    pub(crate) fn is_anew(&self, segment: &Segment<'_>) -> bool {
        segment.syn && segment.acknowledged.is_none() && (self.over || self.syn != Some(segment.sequence))
    }

    /// Bytes held.
    pub(crate) fn held(&self) -> usize {
        self.to_broker.held() + self.to_client.held()
    }

    /// Takes a segment; what it tells comes in `out`.
    pub(crate) fn segment(&mut self, segment: &Segment<'_>, now: Duration, out: &mut Vec<What>) {
        self.seen = now;
        if self.over {
            return;
        }
        let by = if segment.source == self.client { Side::Client } else { Side::Broker };
        // A connection is open once the broker's side has answered, if only with a refusal.
        if self.number == 0 && !(segment.syn && by == Side::Client) {
            out.push(What::Opened { client: self.client, broker: self.broker.to_string() });
            if self.joined {
                out.push(What::Gap { direction: direction(by), lost: None, skipped: 0 });
            }
        }
        let (sent, answered) = match by {
            Side::Client => (&mut self.to_broker, &mut self.to_client),
            Side::Broker => (&mut self.to_client, &mut self.to_broker),
        };
        if segment.syn {
            if by == Side::Broker {
                sent.begin(segment.sequence.wrapping_add(1));
            }
            return;
        }
        let open = (!sent.ended(), !answered.ended());
        if let Some(acknowledged) = segment.acknowledged {
            answered.acknowledge(acknowledged, segment.fin || segment.rst, now, out);
        }
        if open.1 {
            tell_end(answered, other(by), out);
        }
        let told = out.len();
        sent.segment(segment.sequence, segment.payload, segment.cut, segment.fin, now, out);
        if out[told..].iter().any(is_foreign) {
            answered.give_up();
        }
        if segment.rst {
            self.finish(out);
            out.push(What::Ended { by, reset: true });
            return;
        }
        if open.0 {
            tell_end(sent, by, out);
        }
        self.over = self.to_broker.ended() && self.to_client.ended();
    }

    /// Nothing more will come: tells what is held.
    pub(crate) fn finish(&mut self, out: &mut Vec<What>) {
        for half in [&mut self.to_broker, &mut self.to_client] {
            if !half.ended() {
                half.finish(out);
            }
        }
        self.over = true;
    }

    /// Tells what is held, and goes on with what comes.
    pub(crate) fn drop_held(&mut self, out: &mut Vec<What>) {
        self.to_broker.drop_held(out);
        self.to_client.drop_held(out);
    }
}

/// Tells the end of a direction, if it has just come.
fn tell_end(half: &mut Half, by: Side, out: &mut Vec<What>) {
    if half.ended() {
        half.finish(out);
        out.push(What::Ended { by, reset: false });
    }
}

fn other(side: Side) -> Side {
    direction(side).receiver()
}

fn direction(by: Side) -> Direction {
    match by {
        Side::Client => Direction::ToBroker,
        Side::Broker => Direction::ToClient,
    }
}
