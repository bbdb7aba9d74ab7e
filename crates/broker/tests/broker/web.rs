//! What the broker tells an observer, and `--web`.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};

use broker::{Config, Observer, Server};
use mqtt_packet::{Connect, Packet, Publish, Qos};
use mqtt_trace::{Content, Event, Exchange, Side, What};
use peers::{LIMIT, Process};

use crate::support::{Client, start_with};

/// A broker that is observed.
fn observed() -> (Server, Receiver<Event>) {
    let (sender, events) = channel();
    let observer = Observer::new(move |event: &Event| drop(sender.send(event.clone())));
    (start_with(Config { observer: Some(observer), ..Config::default() }), events)
}

/// The events up to one that `last` accepts, in a word each: `alice > PUBLISH`.
fn told(events: &Receiver<Event>, last: impl Fn(&Event) -> bool) -> Vec<String> {
    let (mut exchange, mut told) = (Exchange::default(), Vec::new());
    loop {
        let event = events.recv_timeout(LIMIT).expect("one more event");
        let seen = exchange.follow(&event);
        told.push(match &event.what {
            What::Opened { .. } => format!("{} opened", seen.client),
            What::Ended { by, .. } => format!("{} ended by {by:?}", seen.client),
            What::Piece { direction, piece } => {
                let name = match &piece.content {
                    Content::Packet(packet) => packet.packet_type().name(),
                    _ => "undecodable",
                };
                format!("{} {} {name}", seen.client, direction.arrow())
            }
            other => format!("{other:?}"),
        });
        if last(&event) {
            return told;
        }
    }
}

#[test]
fn an_observer_sees_each_packet_in_order_and_no_password() {
    let (server, events) = observed();
    let connect = Connect {
        user_name: Some("u".into()),
        password: Some("sesame"[..].into()),
        keep_alive: 0,
        ..Connect::new("alice")
    };
    let mut alice = Client::connect_as(server.address(), connect);
    alice.subscribe("a", Qos::AtLeastOnce);
    alice.send(Packet::Publish(Publish { qos: Qos::AtMostOnce, ..Publish::new("a", "1") }));
    assert!(matches!(alice.receive(), Some(Packet::Publish(_))));
    alice.send(Packet::Disconnect);
    let is_last = |event: &Event| matches!(event.what, What::Ended { by: Side::Broker, .. });
    let seen = told(&events, |event| {
        // What is shown elsewhere must hold no password either.
        assert!(!format!("{event:?}").contains("sesame"), "{event:?}");
        is_last(event)
    });
    let expected = [
        "#1 opened",
        "alice → CONNECT",
        "alice ← CONNACK",
        "alice → SUBSCRIBE",
        "alice ← SUBACK",
        "alice → PUBLISH",
        "alice ← PUBLISH",
        "alice → DISCONNECT",
        "alice ended by Client",
        "alice ended by Broker",
    ];
    assert_eq!(seen, expected);
}

#[test]
fn an_observer_sees_what_is_no_packet_too() {
    let (server, events) = observed();
    for (bytes, expected) in [
        (&b"\x10\x0c\x00\x04MQTT\x09\x02\x00\x00\x00\x00"[..], "undecodable"),
        (b"\xc0\xff\xff\xff\xff\x01", "undecodable"),
        (b"\xc0\x00", "PINGREQ"),
    ] {
        let mut client = TcpStream::connect(server.address()).expect("it listens");
        client.write_all(bytes).expect("it reads");
        let _ = client.read_to_end(&mut Vec::new());
        let told = told(&events, |event| matches!(event.what, What::Ended { by: Side::Client, .. }));
        assert!(told[1].ends_with(expected), "{told:?}");
        assert!(told.iter().any(|line| line.ends_with("ended by Broker")), "{told:?}");
    }
}

#[test]
fn the_page_shows_what_passes() {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("broker"));
    let mut broker = Process::start(command.args(["-p", "0", "--web", "0"]));
    let lines = broker.stdout.until("http://");
    let word = |line: &str, start: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        words.find(|word| word.starts_with(start)).expect("an address")
    };
    assert!(lines[0].starts_with("Le broker écoute sur"), "{lines:?}");
    let address = word(&lines[0], "127.").trim_end_matches('.').parse().expect("an address");
    let page = word(lines.last().expect("a line"), "http://");
    let host = page.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut alice = Client::connect(address, "alice");
    alice.send(Packet::Disconnect);
    let mut stream = TcpStream::connect(&host).expect("the page is served");
    stream.set_read_timeout(Some(LIMIT)).expect("a time that is not zero");
    write!(stream, "GET /events HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("it reads");
    let mut text = String::new();
    while !text.contains("DISCONNECT") {
        let mut bytes = [0; 4096];
        let size = stream.read(&mut bytes).expect("events");
        assert!(size > 0, "it ended after {text}");
        text.push_str(&String::from_utf8_lossy(&bytes[..size]));
    }
    assert!(text.contains("alice") && text.contains("CONNACK 0"), "{text}");

    let mut again = Command::new(assert_cmd::cargo::cargo_bin!("broker"));
    let port = host.rsplit_once(':').expect("a port").1;
    let refused = Process::start(again.args(["-p", "0", "--web", port])).end();
    let told = refused.stderr.join("\n");
    let next: u16 = port.parse::<u16>().expect("a port") + 1;
    assert!(!refused.status.success() && told.contains(&format!("--web {next}")), "{told}");
    broker.signal("INT");
    assert!(broker.end().status.success());
}
