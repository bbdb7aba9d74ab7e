//! A client that behaves badly is its own problem: the others notice nothing.

use std::io::{ErrorKind, Write};
use std::net::Shutdown;
use std::time::Duration;

use broker::{Config, Server};
use mqtt_packet::{Connack, Connect, ConnectReturnCode, Packet, Properties, Publish, Qos, Will};
use mqtt_session::broker::Limits;

use crate::support::{Client, start, start_with};

/// A publisher and a subscriber that go about their business.
struct Bystanders {
    publisher: Client,
    subscriber: Client,
}

impl Bystanders {
    fn of(server: &Server) -> Bystanders {
        let mut subscriber = Client::connect(server.address(), "bystander-sub");
        subscriber.subscribe("b/#", Qos::AtLeastOnce);
        Bystanders { publisher: Client::connect(server.address(), "bystander-pub"), subscriber }
    }

    fn assert_unharmed(&mut self) {
        self.publisher.publish("b", "still there", Some(1));
        assert!(matches!(self.publisher.receive(), Some(Packet::Puback(_))));
        assert_eq!(self.subscriber.message(), ("b".into(), b"still there".to_vec()));
        self.subscriber.assert_served();
        self.publisher.assert_served();
    }
}

#[test]
fn what_is_wrong_closes_its_own_connection() {
    let server = start_with(Config { max_packet_size: 1000, ..Config::default() });
    let mut bystanders = Bystanders::of(&server);
    let table: [(&str, &[u8]); 6] = [
        ("a malformed packet", b"\x30\x03\x00\x09a"),
        ("reserved flags", b"\xc1\x00"),
        ("a remaining length of five bytes", b"\x30\xff\xff\xff\xff\x01"),
        ("an oversize packet, of which the header suffices", b"\x30\xe9\x07"),
        ("a second CONNECT", b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x00\x00\x01x"),
        ("a packet that only brokers send", b"\xd0\x00"),
    ];
    for (fault, bytes) in table {
        let mut bad = Client::connect(server.address(), "bad");
        bad.stream.write_all(bytes).expect("the broker reads");
        assert_eq!(bad.receive(), None, "{fault}");
        bystanders.assert_unharmed();
    }
}

#[test]
fn a_refused_client_can_read_why() {
    let server = start();
    let mut bystanders = Bystanders::of(&server);
    let table: [(&str, &[u8], ConnectReturnCode); 2] = [
        (
            "level 6",
            b"\x10\x0d\x00\x04MQTT\x06\x02\x00\x00\x00\x01x",
            ConnectReturnCode::UnacceptableProtocolVersion,
        ),
        (
            "no identifier, session kept",
            b"\x10\x0c\x00\x04MQTT\x04\x00\x00\x00\x00\x00",
            ConnectReturnCode::IdentifierRejected,
        ),
    ];
    for (fault, connect, code) in table {
        let mut refused = Client::open(server.address());
        // What a hasty client sends behind its CONNECT would, unread, turn the end of the connection into a reset
        // that throws CONNACK away.
        let mut bytes = connect.to_vec();
        bytes.extend(b"\xc0\x00".repeat(10_000));
        refused.stream.write_all(&bytes).expect("the broker reads");
        assert_eq!(refused.receive(), Some(Packet::Connack(Connack::refused(code))), "{fault}");
        assert_eq!(refused.receive(), None, "{fault}");
        bystanders.assert_unharmed();
    }
}

#[test]
fn a_client_that_closes_its_side_gets_its_answers() {
    const PINGS: usize = 100_000;
    let server = start();
    let mut bytes = b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x00\x00\x01x".to_vec();
    bytes.extend(b"\xc0\x00".repeat(PINGS));
    let mut client = Client::open(server.address());
    client.stream.write_all(&bytes).expect("the broker reads");
    client.stream.shutdown(Shutdown::Write).expect("still open");
    assert_eq!(client.receive(), Some(Packet::Connack(Connack::accepted(false))));
    for number in 0..PINGS {
        assert_eq!(client.receive(), Some(Packet::Pingresp), "answer {number}");
    }
    assert_eq!(client.receive(), None);
}

/// Memory of this process at this moment, in bytes.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    status.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).map_or(0, |pages| pages * 4096)
}

/// Publishes `count` messages of `size` bytes on `t`, for a subscriber that never reads; a second subscriber of
/// the same topic must get all it can.
fn flood(server: &Server, qos: Qos, count: usize, size: usize) -> usize {
    let mut deaf = Client::connect(server.address(), "deaf");
    deaf.subscribe("t", qos);
    let before = memory();
    let mut publisher = Client::connect(server.address(), "flood");
    let packet_id = (qos > Qos::AtMostOnce).then_some(1);
    for _ in 0..count {
        publisher.publish("t", vec![b'x'; size], packet_id);
        if packet_id.is_some() {
            assert!(matches!(publisher.receive(), Some(Packet::Puback(_))));
        }
    }
    publisher.assert_served();
    memory().saturating_sub(before)
}

const MEGABYTE: usize = 1 << 20;

#[test]
fn a_client_that_never_reads_fills_no_memory_at_qos_0() {
    let server = start();
    let mut bystanders = Bystanders::of(&server);
    let grown = flood(&server, Qos::AtMostOnce, 2000, 100_000);
    assert!(grown < 100 * MEGABYTE, "{} MB for 200 MB that nobody reads", grown / MEGABYTE);
    bystanders.assert_unharmed();
}

#[test]
fn a_client_that_never_reads_fills_its_queue_and_no_more_at_qos_1() {
    let limits = Limits { max_queued: 100, ..Limits::default() };
    let server = start_with(Config { limits, ..Config::default() });
    let mut bystanders = Bystanders::of(&server);
    let grown = flood(&server, Qos::AtLeastOnce, 2000, 100_000);
    assert!(grown < 100 * MEGABYTE, "{} MB for 200 MB that nobody reads", grown / MEGABYTE);
    bystanders.assert_unharmed();
}

#[test]
fn a_client_that_asks_and_never_reads_is_not_heard_for_ever() {
    let server = start();
    let mut bystanders = Bystanders::of(&server);
    let mut retaining = Client::connect(server.address(), "retaining");
    let retained = Publish { retain: true, ..Publish::new("r", vec![b'x'; MEGABYTE]) };
    retaining.send(Packet::Publish(retained));
    retaining.assert_served();

    let before = memory();
    let mut deaf = Client::connect(server.address(), "deaf");
    deaf.stream.set_write_timeout(Some(Duration::from_millis(500))).expect("a time that is not zero");
    // Each SUBSCRIBE, of 8 bytes, is answered with a megabyte.
    let error =
        (0..100).find_map(|_| deaf.stream.write_all(&b"\x82\x06\x00\x01\x00\x01r\x00".repeat(100_000)).err());
    assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::WouldBlock), "the broker reads on and on");
    let grown = memory().saturating_sub(before);
    assert!(grown < 100 * MEGABYTE, "{} MB", grown / MEGABYTE);
    bystanders.assert_unharmed();
}

#[test]
fn a_client_that_says_nothing_is_closed_in_time() {
    let limits = Limits { connect_timeout: Duration::from_millis(300), ..Limits::default() };
    let server = start_with(Config { limits, ..Config::default() });
    let mut bystanders = Bystanders::of(&server);
    let mut silent = Client::open(server.address());
    let mut halfway = Client::open(server.address());
    halfway.stream.write_all(b"\x10\x0d\x00\x04MQ").expect("the broker reads");
    bystanders.assert_unharmed();
    assert_eq!(silent.receive(), None);
    assert_eq!(halfway.receive(), None);
    bystanders.assert_unharmed();
}

#[test]
fn keep_alive_is_one_and_a_half_times_exactly() {
    let server = start();
    let mut client = Client::connect_as(server.address(), Connect { keep_alive: 1, ..Connect::new("late") });
    client.assert_served();
    let asked = std::time::Instant::now();
    assert_eq!(client.receive(), None);
    let silence = asked.elapsed().as_millis();
    assert!((1490..2500).contains(&silence), "closed after {silence} ms of silence");
}

#[test]
fn a_reset_right_after_connect_harms_nobody() {
    let server = start();
    let mut bystanders = Bystanders::of(&server);
    for round in 0..100 {
        let mut client = Client::open(server.address());
        let connect = Packet::Connect(Box::new(Connect::new("reset")));
        client.send(connect);
        if round % 2 == 0 {
            // Closed with CONNACK unread in the system: a reset.
            client.stream.peek(&mut [0]).expect("CONNACK");
        }
    }
    bystanders.assert_unharmed();
}

#[test]
fn two_hundred_connections_come_and_go() {
    let server = start();
    let mut bystanders = Bystanders::of(&server);
    let silent: Vec<Client> = (0..100).map(|_| Client::open(server.address())).collect();
    let connected: Vec<Client> =
        (0..100).map(|number| Client::connect(server.address(), &format!("c{number}"))).collect();
    bystanders.assert_unharmed();
    drop((silent, connected));
    bystanders.assert_unharmed();
}

#[test]
fn a_flood_does_not_starve_the_others_nor_lose_for_a_reader_that_reads() {
    const COUNT: usize = 100_000;
    let server = start();
    let mut reader = Client::connect(server.address(), "reader");
    reader.subscribe("t", Qos::AtMostOnce);
    let address = server.address();
    let publisher = std::thread::spawn(move || {
        let mut publisher = Client::connect(address, "flood");
        // PUBLISH on `t`, at QoS 0, of one byte.
        publisher.stream.write_all(&b"\x30\x04\x00\x01tx".repeat(COUNT)).expect("the broker reads");
        publisher.assert_served();
    });
    for number in 0..COUNT {
        assert_eq!(reader.message().0, "t", "message {number}");
    }
    publisher.join().expect("a publisher that ends well");
    reader.assert_served();
}

#[test]
fn the_last_words_of_a_client_that_does_not_listen_are_heard() {
    let server = start();
    let mut watch = Client::connect(server.address(), "watch");
    watch.subscribe("w", Qos::AtMostOnce);
    let will = Will {
        topic: "w".into(),
        message: "gone".into(),
        qos: Qos::AtMostOnce,
        retain: false,
        properties: Properties::default(),
    };
    for round in 0..10 {
        let connect = Connect { will: Some(will.clone()), ..Connect::new("hasty") };
        let mut client = Client::connect_as(server.address(), connect);
        client.subscribe("t", Qos::AtMostOnce);
        // Its own messages come back to a closed connection: writing to it fails before all was read.
        let mut bytes = b"\x30\x04\x00\x01tx".repeat(5000);
        bytes.extend(b"\x30\x06\x00\x01wbye\xe0\x00");
        client.stream.write_all(&bytes).expect("the broker reads");
        drop(client);
        assert_eq!(watch.message().1, b"bye", "round {round}: the will of a client that has sent DISCONNECT");
    }
    watch.assert_served();
}
