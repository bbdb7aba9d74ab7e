//! Each limit, reached on purpose.

use std::io::Write;
use std::net::Shutdown;
use std::time::{Duration, Instant};

use broker::Config;
use mqtt_packet::{Connect, ConnectReturnCode, Packet, PacketId, Publish, Qos};
use mqtt_session::broker::Limits;

use crate::support::{Bystanders, Client, journal, logged, start_with};

fn connect(client_id: &str) -> Packet {
    Packet::Connect(Box::new(Connect { keep_alive: 0, ..Connect::new(client_id) }))
}

#[test]
fn one_client_too_many_is_told_so() {
    let limits = Limits { max_connections: 3, ..Limits::default() };
    let server = start_with(Config { limits, ..Config::default() });
    let mut bystanders = Bystanders::of(&server);
    let third = Client::connect(server.address(), "third");
    let mut fourth = Client::open(server.address());
    fourth.send(connect("fourth"));
    let Some(Packet::Connack(connack)) = fourth.receive() else { panic!("no CONNACK") };
    assert_eq!(connack.return_code, ConnectReturnCode::ServerUnavailable);
    assert_eq!(fourth.receive(), None);
    bystanders.assert_unharmed();

    third.stream.shutdown(Shutdown::Both).expect("open");
    // Until the broker has seen it.
    let accepted = (0..1000).any(|_| {
        let mut next = Client::open(server.address());
        next.send(connect("next"));
        let answer = next.receive();
        matches!(answer, Some(Packet::Connack(connack)) if connack.return_code == ConnectReturnCode::Accepted)
    });
    assert!(accepted, "the place of one who has left is free");
}

#[test]
fn connections_that_say_nothing_are_counted_too_and_told_once() {
    let (journal, log) = journal();
    let limits = Limits { max_connections: 2, ..Limits::default() };
    let server = start_with(Config { limits, journal, ..Config::default() });
    let mut bystanders = Bystanders::of(&server);
    let mut silent: Vec<Client> = (0..250).map(|_| Client::open(server.address())).collect();
    // The last of them is closed at once, long before the time to CONNECT.
    assert_eq!(silent.last_mut().expect("there are many").receive(), None);
    bystanders.assert_unharmed();
    let told: String = log.try_iter().collect();
    assert_eq!(told.matches("il y en a autant que permis").count(), 1, "{told}");
}

/// One byte now and then: the time to CONNECT counts from the opening, not from the last byte.
#[test]
fn a_connect_by_drops_is_cut_in_time() {
    let limits = Limits { connect_timeout: Duration::from_secs(1), ..Limits::default() };
    let server = start_with(Config { limits, ..Config::default() });
    let mut slow = Client::open(server.address());
    let mut bystanders = Bystanders::of(&server);
    let start = Instant::now();
    // A CONNECT of 200 bytes would take twenty seconds.
    let is_cut = std::iter::once(&b"\x10\xc8\x01\x00\x04MQTT"[..])
        .chain(std::iter::repeat(&b"\x04"[..]))
        .take(200)
        .any(|drop| {
            std::thread::sleep(Duration::from_millis(100));
            slow.stream.write_all(drop).is_err()
        });
    assert!(is_cut && start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    bystanders.assert_unharmed();
}

/// Before CONNECT, nobody is given the memory of a large packet, whatever packets may be afterwards.
#[test]
fn the_first_packet_is_as_large_as_a_connect_can_be_and_no_larger() {
    let (journal, log) = journal();
    let server = start_with(Config { max_packet_size: 200_000_000, journal, ..Config::default() });
    let mut liar = Client::open(server.address());
    // A CONNECT that announces 100 MB.
    liar.stream.write_all(b"\x10\x80\xc2\xd7\x2f").expect("the broker reads");
    assert_eq!(liar.receive(), None);
    logged(&log, "disconnected due to");

    // All that CONNECT can hold.
    let long = "x".repeat(65_535);
    let will = mqtt_packet::Will {
        topic: long.as_str().into(),
        message: long.clone().into(),
        qos: Qos::AtMostOnce,
        retain: false,
        properties: mqtt_packet::Properties::default(),
    };
    let largest = Connect {
        keep_alive: 0,
        will: Some(will),
        user_name: Some(long.as_str().into()),
        password: Some(long.clone().into()),
        ..Connect::new(long.as_str())
    };
    Client::connect_as(server.address(), largest).assert_served();
    // And afterwards a large packet passes.
    let mut client = Client::connect(server.address(), "large");
    client.publish("t", vec![0; 1_000_000], Some(1));
    assert!(matches!(client.receive(), Some(Packet::Puback(_))));
}

#[test]
fn a_reader_that_reads_nothing_is_cut_in_time() {
    let (journal, log) = journal();
    let write_timeout = Duration::from_millis(500);
    let server = start_with(Config { write_timeout, journal, ..Config::default() });
    // No keep-alive, so that nothing else would ever end it.
    let mut stuck = Client::connect(server.address(), "stuck");
    stuck.subscribe("t", Qos::AtLeastOnce);
    let mut publisher = Client::connect(server.address(), "pub");
    for id in 1..=20 {
        publisher.publish("t", vec![0; 1_000_000], Some(id));
        assert!(matches!(publisher.receive(), Some(Packet::Puback(_))));
    }
    logged(&log, "il ne lit plus ce qui lui est envoyé");
    publisher.assert_served();
}

#[test]
fn bytes_that_wait_have_a_limit_too() {
    let (journal, log) = journal();
    let limits = Limits { max_queued_bytes: 10_000, ..Limits::default() };
    let server = start_with(Config { limits, journal, ..Config::default() });
    let away = Connect { clean_session: false, keep_alive: 0, ..Connect::new("away") };
    let mut client = Client::connect_as(server.address(), away.clone());
    client.subscribe("t", Qos::AtLeastOnce);
    client.send(Packet::Disconnect);
    assert_eq!(client.receive(), None);
    let mut publisher = Client::connect(server.address(), "pub");
    for id in 1..=10 {
        publisher.publish("t", vec![b'x'; 4_000], Some(id));
        assert!(matches!(publisher.receive(), Some(Packet::Puback(_))));
    }
    logged(&log, "la file de away est pleine");
    let mut client = Client::connect_as(server.address(), away);
    assert_eq!((client.message().1.len(), client.message().1.len()), (4_000, 4_000));
    client.assert_served();
}

#[test]
fn who_never_releases_qos_2_is_cut() {
    let (journal, log) = journal();
    let limits = Limits { max_queued_bytes: 10_000, ..Limits::default() };
    let server = start_with(Config { limits, journal, ..Config::default() });
    let mut client = Client::connect(server.address(), "greedy");
    let message = |id| {
        let packet_id = PacketId::new(id);
        Packet::Publish(Publish { qos: Qos::ExactlyOnce, packet_id, ..Publish::new("t", vec![b'x'; 4_000]) })
    };
    for id in 1..=2 {
        client.send(message(id));
        assert!(matches!(client.receive(), Some(Packet::Pubrec(_))));
    }
    client.send(message(3));
    assert_eq!(client.receive(), None);
    logged(&log, "sans jamais les libérer par PUBREL");
}
