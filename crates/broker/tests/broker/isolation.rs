//! A client that behaves badly is its own problem: the others notice nothing.

use std::io::Write;
use std::time::{Duration, Instant};

use broker::Config;
use mqtt_packet::{Connect, Qos};
use mqtt_session::broker::Limits;

use crate::support::{Bystanders, Client, start, start_with};

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
    let asked = Instant::now();
    assert_eq!(client.receive(), None);
    let silence = asked.elapsed().as_millis();
    assert!((1490..2500).contains(&silence), "closed after {silence} ms of silence");
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
