//! The log of this broker is Mosquitto's, line by line.
//!
//! Each conversation is played with the real `mosquitto -v`, then with this broker. Where the lines differ, the
//! difference stands in [`DIFFERENCES`] with its reason.

use std::net::SocketAddr;
use std::sync::mpsc::channel;

use broker::{Config, Journal, Verbosity};
use mqtt_trace::Side;
use mqtt_trace::conv::Conversation;
use peers::{Mosquitto, Tcp};

use crate::support::start_with;

/// Both brokers refuse larger packets.
const MAX_PACKET_SIZE: usize = 2000;

/// Lines of Mosquitto, those that stand at their place in our log, and why.
const DIFFERENCES: &[(&[&str], &[&str], &str)] = &[
    (
        &[
            "New connection from 127.0.0.1:50000 on port 1883.",
            "Client <unknown> disconnected due to protocol error.",
        ],
        &[
            "New connection from 127.0.0.1:50000 on port 1883.",
            "Received PUBLISH from <unknown> (d0, q0, r0, m0, 'a', ... (1 bytes))",
            "Client <unknown> disconnected due to protocol error.",
        ],
        "the packet that came instead of CONNECT is what its author needs to see",
    ),
    (
        &["Invalid protocol \"MQTX\" in CONNECT from 127.0.0.1."],
        &[],
        "a decoding error carries no text of the packet; our own line beneath says what MQTT-3.1.2-1 asks",
    ),
    (
        &["Warning: Received PUBREC from a for an unknown packet identifier 99."],
        &[],
        "the answer is the same, PUBREL: a receiver that remembers what we have forgotten can finish",
    ),
];

fn conversation(text: &str) -> Conversation {
    Conversation::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Plays the conversation and returns the lines that the broker has written about it; `next_line` waits for one.
fn play(text: &str, address: SocketAddr, mut next_line: impl FnMut() -> String) -> Vec<String> {
    let end_of_start = format!("Sending CONNACK to {}", Tcp::WITNESS);
    let end = format!("Received DISCONNECT from {}", Tcp::WITNESS);
    let mut subject = Tcp::new(address);
    while !next_line().contains(&end_of_start) {}
    let played = conversation(text).run(Side::Broker, &mut subject);
    subject.end();
    let lines = std::iter::repeat_with(next_line).take_while(|line| !line.contains(&end));
    let lines: Vec<String> = lines.filter(|line| !line.contains(Tcp::WITNESS)).collect();
    if let Err(mismatch) = played {
        panic!("{mismatch}\n{}", lines.join("\n"));
    }
    lines
        .iter()
        .map(|line| normalised(line, address.port()))
        .filter(|line| !line.starts_with("  → "))
        .collect()
}

/// Takes off what differs from run to run: the time and the ports.
fn normalised(line: &str, port: u16) -> String {
    let line = line.split_once(": ").map_or(line, |(_, line)| line);
    let line = line.replace(&format!("on port {port}."), "on port 1883.");
    let Some((before, after)) = line.split_once("127.0.0.1:") else { return line };
    format!("{before}127.0.0.1:50000{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
}

fn mosquittos_log(text: &str) -> Option<Vec<String>> {
    let mut mosquitto = Mosquitto::start(&format!("max_packet_size {MAX_PACKET_SIZE}"))?;
    let address = mosquitto.address;
    Some(play(text, address, || mosquitto.log().next().expect("Mosquitto runs")))
}

fn our_log(text: &str) -> Vec<String> {
    let (sender, log) = channel();
    let journal = Journal::new(Verbosity::Packets, move |text| {
        for line in text.lines() {
            let _ = sender.send(line.to_owned());
        }
    });
    let server = start_with(Config { max_packet_size: MAX_PACKET_SIZE, journal, ..Config::default() });
    play(text, server.address(), || log.recv_timeout(peers::LIMIT).expect("a line"))
}

/// Writes our lines at the place of Mosquitto's where they differ on purpose.
fn with_differences(mut log: Vec<String>) -> Vec<String> {
    for (theirs, ours, _) in DIFFERENCES {
        let mut from = 0;
        while let Some(at) = log[from..].windows(theirs.len()).position(|lines| lines == *theirs) {
            let at = from + at;
            log.splice(at..at + theirs.len(), ours.iter().map(|line| (*line).to_owned()));
            from = at + ours.len();
        }
    }
    log
}

fn compare(text: &str) {
    let Some(theirs) = mosquittos_log(text) else { return };
    let (expected, ours) = (with_differences(theirs).join("\n"), our_log(text).join("\n"));
    assert!(expected == ours, "Mosquitto's log (with our differences):\n{expected}\n\nours:\n{ours}");
}

#[test]
fn each_difference_is_one() {
    let recorded: Vec<&str> =
        include_str!("../../../mqtt-trace/tests/mosquitto/faults.log").lines().collect();
    for (theirs, ours, why) in DIFFERENCES {
        assert!(
            recorded.windows(theirs.len()).any(|lines| lines == *theirs),
            "Mosquitto never writes {theirs:?}"
        );
        assert_ne!(theirs, ours, "{why}");
    }
}

macro_rules! compared {
    ($($name:ident $file:literal,)*) => {
        $(
            #[test]
            fn $name() {
                compare(include_str!($file));
            }
        )*
    };
}

compared! {
    every_packet "../../../mqtt-trace/tests/mosquitto/exchange.conv",
    faults "../../../mqtt-trace/tests/mosquitto/faults.conv",
    qos_2 "conversations/qos_2.conv",
    redelivery "conversations/redelivery.conv",
    offline "conversations/offline.conv",
    will "conversations/will.conv",
    retain "conversations/retain.conv",
    keep_alive "conversations/keep_alive.conv",
    take_over "conversations/take_over.conv",
    take_over_with_will "conversations/take_over_will.conv",
}
