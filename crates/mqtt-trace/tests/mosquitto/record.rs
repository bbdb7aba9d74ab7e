//! Plays the conversations with the real Mosquitto and records its log.

use std::fs;

use mqtt_trace::Side;
use mqtt_trace::conv::Conversation;
use peers::{Mosquitto, Tcp};

/// Takes off what differs from run to run: the time and the ports.
fn normalised(line: &str, port: u16) -> String {
    let line = line.split_once(": ").map_or(line, |(_, line)| line);
    let line = line.replace(&format!("on port {port}."), "on port 1883.");
    let Some((before, after)) = line.split_once("127.0.0.1:") else { return line };
    format!("{before}127.0.0.1:50000{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
}

fn record_one(name: &str, text: &str) {
    let conversation = Conversation::parse(text).expect("the fixture is well formed");
    let mut mosquitto = Mosquitto::start("max_packet_size 2000").expect("the recording needs Mosquitto");
    let mut subject = Tcp::new(mosquitto.address);
    mosquitto.log().until(&format!("Sending CONNACK to {}", Tcp::WITNESS));
    let played = conversation.run(Side::Broker, &mut subject);
    subject.end();
    let log = mosquitto.log().until(&format!("Received DISCONNECT from {}", Tcp::WITNESS));
    if let Err(mismatch) = played {
        panic!("{mismatch}\n{}", log.join("\n"));
    }
    let log = log.iter().filter(|line| !line.contains(Tcp::WITNESS));
    let log: String = log.map(|line| normalised(line, mosquitto.address.port()) + "\n").collect();
    let target = format!("{}/tests/mosquitto/{name}.log", env!("CARGO_MANIFEST_DIR"));
    fs::write(target, log).expect("the sources can be written");
}

#[test]
#[ignore = "writes the fixtures; needs mosquitto 2.0.11"]
fn record() {
    record_one("exchange", include_str!("exchange.conv"));
    record_one("faults", include_str!("faults.conv"));
}
