//! What passes on the wire, for who wants to look at it: the events of a proxy that stood right before the broker.
//!
//! They cost something, each packet being looked at once more, and only where there is an [`Observer`].

use std::collections::HashMap;
use std::fmt;
use std::net::SocketAddr;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bytes::BytesMut;
use mqtt_packet::Packet;
use mqtt_session::broker::ConnectionId;
use mqtt_trace::{Direction, Event, Piece, Side, Stream, What};

/// Takes what passes on the connections of a broker, in order. The broker waits for it, so it must be quick.
pub struct Observer(Box<dyn FnMut(&Event) + Send>);

impl Observer {
    /// Calls `take` for each event.
    pub fn new(take: impl FnMut(&Event) + Send + 'static) -> Observer {
        Observer(Box::new(take))
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observer").finish_non_exhaustive()
    }
}

/// Makes events of what the broker reads and writes.
#[derive(Debug)]
pub(crate) struct Tap {
    observer: Observer,
    /// The port that the broker listens on.
    port: u16,
    /// Times are counted from here, so that a change of the machine's clock does not turn them back.
    started: (Duration, Instant),
    /// Connections so far.
    opened: u64,
    wires: HashMap<ConnectionId, Wire>,
}

/// A connection.
#[derive(Debug)]
struct Wire {
    number: u64,
    to_broker: Stream,
    to_client: Stream,
}

impl Tap {
    pub(crate) fn new(observer: Observer, port: u16) -> Tap {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Tap { observer, port, started: (now, Instant::now()), opened: 0, wires: HashMap::new() }
    }

    pub(crate) fn opened(&mut self, id: ConnectionId, client: SocketAddr) {
        self.opened += 1;
        let wire = Wire { number: self.opened, to_broker: Stream::default(), to_client: Stream::default() };
        self.wires.insert(id, wire);
        self.tell(self.opened, What::Opened { client, broker: format!("127.0.0.1:{}", self.port) });
    }

    /// Bytes have come, of a whole packet or of what is none.
    pub(crate) fn received(&mut self, id: ConnectionId, bytes: &[u8]) {
        self.passed(id, Direction::ToBroker, bytes);
    }

    pub(crate) fn sending(&mut self, id: ConnectionId, packet: &Packet) {
        let mut bytes = BytesMut::new();
        // The core sends nothing that cannot be encoded.
        if packet.encode(&mut bytes).is_ok() {
            self.passed(id, Direction::ToClient, &bytes);
        }
    }

    /// The connection is over; `by` has ended it.
    pub(crate) fn ended(&mut self, id: ConnectionId, by: Side, reset: bool) {
        let Some(mut wire) = self.wires.remove(&id) else { return };
        if let Some(piece) = wire.to_broker.finish() {
            self.tell(wire.number, What::Piece { direction: Direction::ToBroker, piece });
        }
        self.tell(wire.number, What::Ended { by, reset });
        if !reset {
            let other = if by == Side::Client { Side::Broker } else { Side::Client };
            self.tell(wire.number, What::Ended { by: other, reset: false });
        }
    }

    fn passed(&mut self, id: ConnectionId, direction: Direction, bytes: &[u8]) {
        let Some(wire) = self.wires.get_mut(&id) else { return };
        let stream = match direction {
            Direction::ToBroker => &mut wire.to_broker,
            Direction::ToClient => &mut wire.to_client,
        };
        stream.push(bytes);
        let pieces: Vec<Piece> = std::iter::from_fn(|| stream.next_piece()).collect();
        let number = wire.number;
        for piece in pieces {
            self.tell(number, What::Piece { direction, piece });
        }
    }

    fn tell(&mut self, connection: u64, what: What) {
        let (start, since) = self.started;
        (self.observer.0)(&Event { time: start + since.elapsed(), connection, what });
    }
}
