//! An exchange made by hand, and its file.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use mqtt_trace::{Direction, Event, Side, Stream, What, json};

/// The first event's time: 2026-11-22, 20:39:58 UTC.
const BEGIN: Duration = Duration::from_secs(1_795_379_998);

/// Events, each a second after the one before.
#[derive(Default)]
pub struct Exchange(pub Vec<Event>);

impl Exchange {
    fn add(&mut self, connection: u64, what: What) {
        let time = BEGIN + Duration::from_secs(self.0.len() as u64);
        self.0.push(Event { time, connection, what });
    }

    pub fn opens(&mut self, connection: u64) -> &mut Exchange {
        let client = SocketAddr::from(([127, 0, 0, 1], 50_000 + connection as u16));
        self.add(connection, What::Opened { client, broker: "127.0.0.1:1883".to_owned() });
        self
    }

    pub fn ends(&mut self, connection: u64) -> &mut Exchange {
        self.add(connection, What::Ended { by: Side::Client, reset: false });
        self.add(connection, What::Ended { by: Side::Broker, reset: false });
        self
    }

    pub fn up(&mut self, connection: u64, bytes: &[u8]) -> &mut Exchange {
        self.bytes(connection, Direction::ToBroker, bytes)
    }

    pub fn down(&mut self, connection: u64, bytes: &[u8]) -> &mut Exchange {
        self.bytes(connection, Direction::ToClient, bytes)
    }

    fn bytes(&mut self, connection: u64, direction: Direction, bytes: &[u8]) -> &mut Exchange {
        let mut stream = Stream::default();
        stream.push(bytes);
        let pieces: Vec<_> = std::iter::from_fn(|| stream.next_piece()).collect();
        assert!(!pieces.is_empty() && stream.finish().is_none(), "whole packets: {bytes:02x?}");
        pieces.into_iter().for_each(|piece| self.add(connection, What::Piece { direction, piece }));
        self
    }

    /// Writes it where `logdump FILE` reads it.
    pub fn write(&self, path: &Path) {
        let mut text = String::new();
        self.0.iter().for_each(|event| json::write(event, &mut text).expect("a String takes all"));
        std::fs::write(path, text).expect("the folder is there");
    }
}

/// ecran (1) subscribes to maison/#; thermo (2) publishes on maison/t at QoS 1 (again, with DUP), on jardin at QoS 2,
/// and leaves with a packet that is none.
pub fn house() -> Exchange {
    let connect =
        |name: &[u8; 5]| [b"\x10\x11\x00\x04MQTT\x04\x02\x00\x3c\x00\x05".as_slice(), name].concat();
    let mut exchange = Exchange::default();
    exchange.opens(1).up(1, &connect(b"ecran")).down(1, b"\x20\x02\x00\x00");
    exchange.up(1, b"\x82\x0d\x00\x01\x00\x08maison/#\x01").down(1, b"\x90\x03\x00\x01\x01");
    exchange.opens(2).up(2, &connect(b"therm")).down(2, b"\x20\x02\x00\x00");
    exchange.up(2, b"\x32\x0e\x00\x08maison/t\x00\x0121").down(1, b"\x33\x0e\x00\x08maison/t\x00\x0921");
    exchange.up(2, b"\x3a\x0e\x00\x08maison/t\x00\x0121").down(2, b"\x40\x02\x00\x01");
    exchange.up(1, b"\x40\x02\x00\x09");
    exchange.up(2, b"\x34\x0c\x00\x06jardin\x00\x0219").down(2, b"\x50\x02\x00\x02");
    exchange.up(2, b"\x62\x02\x00\x02").down(2, b"\x70\x02\x00\x02");
    exchange.up(1, b"\xc0\x00").down(1, b"\xd0\x00").up(2, b"\x36\x00").ends(2);
    exchange
}
