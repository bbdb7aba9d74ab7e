//! Mosquitto's clients, and Paho's in Python, with this broker.

use std::fs;
use std::net::SocketAddr;
use std::process::Command;

use broker::Server;
use peers::{Process, Sub, installed, publish};

use crate::paho;
use crate::support::start;

/// A broker, where the clients are there to use it.
fn start_for_mosquittos_clients() -> Option<Server> {
    installed(&["mosquitto_sub", "mosquitto_pub", "stdbuf"]).then(start)
}

#[test]
fn each_qos_each_way() {
    let Some(server) = start_for_mosquittos_clients() else { return };
    for granted in ["0", "1", "2"] {
        let mut sub = Sub::start(server.address(), &["-q", granted, "-t", "t"]);
        for sent in ["0", "1", "2"] {
            publish(server.address(), &["-q", sent, "-t", "t", "-m", "x"]);
            // The lower of the two.
            assert_eq!(sub.message(), format!("{} 0 t x", sent.min(granted)));
        }
    }
}

#[test]
fn retained_messages_are_kept_and_erased() {
    let Some(server) = start_for_mosquittos_clients() else { return };
    let broker = server.address();
    publish(broker, &["-r", "-q", "1", "-t", "t/1", "-m", "kept"]);
    publish(broker, &["-r", "-q", "1", "-t", "t/2", "-m", "erased"]);
    publish(broker, &["-r", "-q", "1", "-t", "t/2", "-n"]);
    publish(broker, &["-r", "-q", "1", "-t", "t/3", "-m", "kept too"]);
    let mut sub = Sub::start(broker, &["-q", "2", "-t", "t/#"]);
    assert_eq!(sub.message(), "1 1 t/1 kept");
    assert_eq!(sub.message(), "1 1 t/3 kept too");
}

#[test]
fn the_will_of_a_killed_client_is_published() {
    let Some(server) = start_for_mosquittos_clients() else { return };
    let broker = server.address();
    let mut sub = Sub::start(broker, &["-q", "2", "-t", "w"]);
    let will = ["-t", "t", "--will-topic", "w", "--will-payload", "gone", "--will-qos", "1"];
    Sub::start(broker, &will).stop();
    publish(broker, &["-q", "1", "-t", "w", "-m", "nothing after DISCONNECT"]);
    assert_eq!(sub.message(), "1 0 w nothing after DISCONNECT");
    drop(Sub::start(broker, &will));
    assert_eq!(sub.message(), "1 0 w gone");
}

#[test]
fn a_session_waits_for_its_client() {
    let Some(server) = start_for_mosquittos_clients() else { return };
    let broker = server.address();
    // A client identifier with a slash, used twice.
    let session = ["-c", "-i", "a/b", "-q", "2", "-t", "t"];
    Sub::start(broker, &session).stop();
    publish(broker, &["-q", "0", "-t", "t", "-m", "zero"]);
    publish(broker, &["-q", "1", "-t", "t", "-m", "one"]);
    publish(broker, &["-q", "2", "-t", "t", "-m", "two"]);
    let mut sub = Sub::start(broker, &session);
    assert_eq!(sub.message(), "1 0 t one");
    assert_eq!(sub.message(), "2 0 t two");
}

#[test]
fn a_topic_may_begin_with_an_accent() {
    let Some(server) = start_for_mosquittos_clients() else { return };
    let mut sub = Sub::start(server.address(), &["-t", "été/+"]);
    publish(server.address(), &["-t", "été/1", "-m", "il fait 30\u{a0}°C"]);
    assert_eq!(sub.message(), "0 0 été/1 il fait 30\u{a0}°C");
}

#[test]
fn a_payload_of_a_megabyte_passes() {
    let Some(server) = start_for_mosquittos_clients() else { return };
    let payload = "0123456789abcdef".repeat(65_536);
    let file = format!("{}/megabyte", env!("CARGO_TARGET_TMPDIR"));
    fs::write(&file, &payload).expect("the folder for tests can be written");
    let mut sub = Sub::start(server.address(), &["-q", "2", "-t", "t"]);
    publish(server.address(), &["-q", "2", "-t", "t", "-f", &file]);
    assert!(sub.message() == format!("2 0 t {payload}"), "the payload has changed on its way");
}

#[test]
fn ten_thousand_messages_arrive_once_and_in_order() {
    const COUNT: usize = 10_000;
    let Some(server) = start_for_mosquittos_clients() else { return };
    let file = format!("{}/ten-thousand", env!("CARGO_TARGET_TMPDIR"));
    let lines: String = (0..COUNT).map(|number| format!("{number}\n")).collect();
    fs::write(&file, lines).expect("the folder for tests can be written");
    let mut sub = Sub::start(server.address(), &["-q", "1", "-t", "t"]);
    let publisher = Process::start(Command::new("sh").args([
        "-c",
        "exec mosquitto_pub -p $0 -q 1 -t t -l < $1",
        &server.address().port().to_string(),
        &file,
    ]));
    for number in 0..COUNT {
        assert_eq!(sub.message(), format!("1 0 t {number}"));
    }
    assert!(publisher.end().status.success());
}

#[test]
fn paho_in_python() {
    if !paho::is_there() {
        return;
    }
    let server = start();
    let SocketAddr::V4(address) = server.address() else { panic!("127.0.0.1 is of IPv4") };
    paho::gets_what_it_publishes("127.0.0.1", address.port(), &[]);
}
