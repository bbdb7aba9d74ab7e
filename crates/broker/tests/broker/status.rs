//! `$SYS/broker/…`: the broker's status, beside Mosquitto's.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use broker::Config;
use mqtt_packet::{Packet, Qos};
use peers::{Mosquitto, Sub, installed, publish};

use crate::support::{Client, start, start_with};

/// The topics retained below `$SYS`, each with the QoS that it has; the broker tells more only later.
fn topics(address: SocketAddr) -> BTreeSet<(String, Qos)> {
    let mut client = Client::connect(address, "watcher");
    client.subscribe("$SYS/#", Qos::ExactlyOnce);
    client.send(Packet::Pingreq);
    let mut found = BTreeSet::new();
    // What is retained comes at once, up to the window of messages in flight: each is acknowledged.
    loop {
        match client.receive() {
            Some(Packet::Publish(message)) => {
                assert!(message.retain, "{message:?}");
                found.insert((message.topic.to_string(), message.qos));
                let id = message.packet_id.expect("QoS 2");
                client.send(Packet::Pubrec(mqtt_packet::Ack::new(id)));
            }
            Some(Packet::Pubrel(ack)) => {
                client.send(Packet::Pubcomp(ack));
                client.send(Packet::Pingreq);
            }
            Some(Packet::Pingresp)
                if found.iter().any(|(topic, _)| topic.ends_with("/retained messages/count")) =>
            {
                return found;
            }
            Some(Packet::Pingresp) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_names_and_the_qos_are_mosquittos() {
    // It tells all at its start, on a machine that has run for longer than the interval.
    let Some(mosquitto) = Mosquitto::start("max_inflight_messages 0\nsys_interval 30") else { return };
    let server = start_with(Config {
        limits: mqtt_session::broker::Limits { max_inflight: 1000, ..Config::default().limits },
        ..Config::default()
    });
    let (ours, theirs) = (topics(server.address()), topics(mosquitto.address));
    assert!(ours.len() > 40, "{ours:#?}");
    let invented: Vec<_> = ours.difference(&theirs).collect();
    // Mosquitto tells the highest number of clients once there was one.
    assert_eq!(invented, [&("$SYS/broker/clients/maximum".to_owned(), Qos::ExactlyOnce)]);
}

#[test]
fn mosquitto_sub_reads_what_has_passed() {
    if !installed(&["mosquitto_sub", "stdbuf"]) {
        return;
    }
    let server = start_with(Config { sys_interval: Duration::from_millis(50), ..Config::default() });
    publish(server.address(), &["-t", "a", "-m", "12345678"]);
    let mut sub = Sub::start(server.address(), &["-t", "$SYS/broker/publish/bytes/received"]);
    // The first may be the value of a moment before the message.
    while !sub.message().ends_with(" $SYS/broker/publish/bytes/received 8") {}
    sub.stop();
}

#[test]
fn a_client_cannot_write_there_and_zero_tells_nothing() {
    let server = start_with(Config { sys_interval: Duration::ZERO, ..Config::default() });
    let mut client = Client::connect(server.address(), "liar");
    client.publish("$SYS/broker/uptime", "forever", Some(1));
    assert!(matches!(client.receive(), Some(Packet::Puback(_))));
    client.subscribe("$SYS/#", Qos::AtMostOnce);
    client.assert_served();

    // By default it is told from the start on.
    let server = start();
    let mut client = Client::connect(server.address(), "watcher");
    client.subscribe("$SYS/broker/version", Qos::AtMostOnce);
    let version = concat!("atelier-mqtt version ", env!("CARGO_PKG_VERSION"));
    assert_eq!(client.message(), ("$SYS/broker/version".into(), version.into()));
}
