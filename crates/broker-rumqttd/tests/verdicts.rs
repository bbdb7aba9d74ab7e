//! rumqttd 0.20 put to the statements of MQTT 3.1.1.

use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;

use peers::Process;
use qualify::bench::Target;
use qualify::run::Plan;
use qualify::table::Table;
use qualify::verdict::Verdict;

fn start() -> (Process, SocketAddr) {
    let mut broker = Process::start(Command::new(env!("CARGO_BIN_EXE_broker-rumqttd")).args(["-p", "0"]));
    let first = broker.stdout.next().expect("a first line");
    let address = first.strip_prefix("Le broker écoute sur ").and_then(|rest| rest.strip_suffix('.'));
    let address = address.and_then(|address| address.parse().ok()).expect("an address in its first line");
    (broker, address)
}

/// What rumqttd 0.20 does otherwise, with the clause that decides. Each was looked at packet by packet
/// (`qualify --only NAME`).
const OTHERWISE: &[(&str, &str)] = &[
    (
        "qos-0-without-id",
        "delivers at the QoS of the subscription, above that of the publication [MQTT-3.8.4-6]",
    ),
    ("qos-0-sent", "the same [MQTT-4.3.1-1]"),
    ("will-at-its-qos", "the same for a will [MQTT-3.1.2-9]"),
    ("subscribe-lower-qos", "the same [MQTT-3.8.4-6]"),
    ("subscribe-absent-at-qos-0", "queues QoS 0 for the absent and delivers it at QoS 1 [MQTT-3.8.4-6]"),
    ("publish-dup-not-propagated", "passes the publisher's DUP on [MQTT-3.3.1-3]"),
    ("qos-1-sent-again", "sends again without DUP [MQTT-3.3.1-1]"),
    ("qos-2-sent-again", "the same at QoS 2 [MQTT-3.3.1-1]"),
    ("pubrel-sent-again", "does not send PUBREL again [MQTT-4.4.0-1]"),
    ("retained-not-by-ordinary", "an empty payload without RETAIN erases what is retained [MQTT-3.3.1-12]"),
    (
        "subscribe-replaces-and-sends-retained",
        "no retained message for a subscription made again [MQTT-3.8.4-3]",
    ),
    ("will-on-take-over", "the will of the client that is taken over is not published [MQTT-3.1.2-8]"),
    (
        "keep-alive-exceeded-while-receiving",
        "what it sends counts as a sign of life of the client [MQTT-3.1.2-24]",
    ),
    ("connect-twice", "accepts a second CONNECT [MQTT-3.1.0-2]"),
    ("connect-level", "hangs up on an unknown level without CONNACK 1 [MQTT-3.1.2-2]"),
    ("connect-reserved-flag", "accepts the reserved bit of CONNECT [MQTT-3.1.2-3]"),
    ("connect-password-alone", "accepts a password without a user name [MQTT-3.1.4-1]"),
    ("id-zero", "accepts the packet identifier 0 and answers it [MQTT-4.8.0-1]"),
    ("publish-wildcard", "accepts « a/+ » as a topic name [MQTT-3.3.2-2]"),
    ("filter-multi-level-misplaced", "grants « a# » [MQTT-4.7.1-2]"),
    ("filter-single-level-misplaced", "grants « a+ » [MQTT-4.7.1-3]"),
    ("topic-empty", "accepts an empty topic [MQTT-4.7.3-1]"),
    ("publish-pubrel-flags", "accepts PUBREL with the flags 0000 [MQTT-3.6.1-1]"),
    ("subscribe-flags", "accepts SUBSCRIBE with the flags 0000 [MQTT-3.8.1-1]"),
    ("unsubscribe-flags", "accepts UNSUBSCRIBE with the flags 0000 [MQTT-3.10.1-1]"),
    ("unsubscribe-unknown", "no UNSUBACK when nothing was subscribed [MQTT-3.10.4-5]"),
    ("unsubscribe-several", "more than one UNSUBACK for one UNSUBSCRIBE [MQTT-3.10.4-6]"),
    (
        "text-bom",
        "a topic that begins with a character that is not ASCII stops it for everybody [MQTT-1.5.3-3]",
    ),
];

#[test]
fn these_are_not_kept() {
    let (_broker, address) = start();
    let table = Table::read().expect("the table");
    let target = Target {
        address,
        tls: None,
        user_name: None,
        password: None,
        patience: Duration::from_secs(5),
        limit: Duration::from_secs(50),
        run: "rumqt".into(),
    };
    let checked = Plan { table: &table, target: &target, restart: None, only: &[] }.run(&|| {});
    for (name, why) in OTHERWISE {
        let check = checked.iter().find(|check| check.name == *name).expect("a check of the table");
        assert_eq!(check.verdict, Verdict::NotKept, "{name}: {why}\n{}", check.got);
    }
    for name in ["connect-accepted", "ping", "will-on-cut", "session-queue", "order-of-messages"] {
        let check = checked.iter().find(|check| check.name == name).expect("a check of the table");
        assert_eq!(check.verdict, Verdict::Kept, "{name}: {}", check.got);
    }
}
