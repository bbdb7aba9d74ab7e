//! An exchange to show, and a browser that is none: bytes on a TCP connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use mqtt_trace::{Direction, Event, Exchange, Side, Stream, What};
use peers::LIMIT;
use projector::{Feed, Projector};
use serde_json::Value;

/// The start of the exchange, since the Unix epoch.
pub const START: Duration = Duration::from_secs(1_795_000_000);

/// A projector on any port.
pub fn projector() -> Projector {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Projector::start(address, |port| format!("x --web {port}")).expect("a free port")
}

/// Shows an exchange, event after event, a millisecond apart.
pub struct Show {
    feed: Feed,
    exchange: Exchange,
    time: Duration,
}

impl Show {
    pub fn new(feed: Feed) -> Show {
        Show { feed, exchange: Exchange::default(), time: START }
    }

    pub fn event(&mut self, connection: u64, what: What) {
        let event = Event { time: self.time, connection, what };
        self.time += Duration::from_millis(1);
        self.feed.show(&self.exchange.follow(&event));
    }

    pub fn opened(&mut self, connection: u64) {
        let client = SocketAddr::from((Ipv4Addr::LOCALHOST, 50_000));
        self.event(connection, What::Opened { client, broker: "127.0.0.1:1883".to_owned() });
    }

    /// Whole packets, towards the broker (`>`) or from it (`<`).
    pub fn bytes(&mut self, connection: u64, way: char, bytes: &[u8]) {
        let direction = if way == '>' { Direction::ToBroker } else { Direction::ToClient };
        let mut stream = Stream::default();
        stream.push(bytes);
        while let Some(piece) = stream.next_piece() {
            self.event(connection, What::Piece { direction, piece });
        }
    }

    pub fn ended(&mut self, connection: u64) {
        self.event(connection, What::Ended { by: Side::Client, reset: false });
        self.event(connection, What::Ended { by: Side::Broker, reset: false });
    }

    /// alice, who has a password, publishes to `a/b` with QoS 1; bob subscribes to `c/#`.
    pub fn alice_and_bob(&mut self) {
        self.opened(1);
        self.bytes(1, '>', b"\x10\x1c\x00\x04MQTT\x04\xc2\x00\x3c\x00\x05alice\x00\x01u\x00\x06secret");
        self.bytes(1, '<', b"\x20\x02\x00\x00");
        self.bytes(1, '>', b"\x32\x09\x00\x03a/b\x00\x0742");
        self.bytes(1, '<', b"\x40\x02\x00\x07");
        self.opened(2);
        self.bytes(2, '>', b"\x10\x0f\x00\x04MQTT\x04\x02\x00\x3c\x00\x03bob");
        self.bytes(2, '<', b"\x20\x02\x00\x00");
        self.bytes(2, '>', b"\x82\x08\x00\x01\x00\x03c/#\x02");
        self.bytes(2, '<', b"\x90\x03\x00\x01\x02");
        self.ended(2);
    }
}

/// What a server has answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: String,
    pub body: BufReader<TcpStream>,
}

/// Sends a request, in its first lines, and reads the head of the answer.
pub fn ask(projector: &Projector, request: &str) -> Answer {
    let mut stream = TcpStream::connect(projector.address()).expect("the page is served");
    stream.set_read_timeout(Some(LIMIT)).expect("a time that is not zero");
    write!(stream, "{}\r\nConnection: close\r\n\r\n", request.replace('\n', "\r\n")).expect("it reads");
    let mut body = BufReader::new(stream);
    let mut headers = String::new();
    while !headers.ends_with("\r\n\r\n") {
        assert!(body.read_line(&mut headers).expect("an answer") > 0, "cut after {headers}");
    }
    let status = headers.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Answer { status, headers: headers.to_lowercase(), body }
}

/// Asks for an address, as a browser of this machine.
pub fn get(projector: &Projector, path: &str) -> Answer {
    ask(projector, &format!("GET {path} HTTP/1.1\nHost: {}", projector.address()))
}

impl Answer {
    /// The whole body.
    pub fn text(mut self) -> String {
        let mut text = Vec::new();
        if self.headers.contains("transfer-encoding: chunked") {
            loop {
                let mut size = String::new();
                self.body.read_line(&mut size).expect("a size");
                let size = usize::from_str_radix(size.trim(), 16).expect("a size in hexadecimal");
                let mut chunk = vec![0; size + 2];
                self.body.read_exact(&mut chunk).expect("a chunk");
                if size == 0 {
                    break;
                }
                text.extend(&chunk[..size]);
            }
        } else {
            self.body.read_to_end(&mut text).expect("a body");
        }
        String::from_utf8(text).expect("UTF-8")
    }

    pub fn json(self) -> Value {
        let text = self.text();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// The next event of the flow, other than a beat: its name, its data and its identifier.
    pub fn next(&mut self) -> (String, Value, String) {
        let (mut name, mut data, mut id) = (String::new(), Value::Null, String::new());
        let mut beats = 0;
        loop {
            let mut line = String::new();
            assert!(self.body.read_line(&mut line).expect("an event") > 0, "the flow has ended");
            let line = line.trim_end();
            if let Some(value) = line.strip_prefix("event: ") {
                value.clone_into(&mut name);
                beats += usize::from(value == "beat");
                assert!(beats < 4, "nothing more comes");
            } else if let Some(value) = line.strip_prefix("id: ") {
                value.clone_into(&mut id);
            } else if let Some(value) = line.strip_prefix("data: ") {
                data = serde_json::from_str(value).expect("JSON");
            } else if line.is_empty() && !name.is_empty() && name != "beat" && !data.is_null() {
                return (name, data, id);
            }
        }
    }

    /// Reads rows until there are so many; gives them, and the last identifier.
    pub fn rows(&mut self, count: usize) -> (Vec<Value>, String) {
        let (mut rows, mut last) = (Vec::new(), String::new());
        while rows.len() < count {
            let (name, data, id) = self.next();
            if name == "rows" {
                rows.extend(data["rows"].as_array().expect("rows").iter().cloned());
                last = id;
            }
        }
        (rows, last)
    }
}
