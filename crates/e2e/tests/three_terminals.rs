//! The README's three terminals, and logdump as the fourth.

use e2e::{Broker, kit, logdump};
use peers::Process;

/// Broker, subscriber, publisher of the README: the right lines on all three.
#[test]
fn the_lesson_of_the_readme() {
    let mut broker = Broker::start();
    let port = broker.port;
    let mut sub = Process::start(&mut kit("sub", &format!("-p {port} -i s -t maison/# -v -q 2")));
    broker.process.stdout.until("Sending SUBACK to s");

    let publish = format!("-p {port} -i p -t maison/salon/temperature -m 21.5 -q 2 -r -d");
    let published = Process::start(&mut kit("pub", &publish)).end();
    assert!(published.status.success(), "{published:?}");
    let expected = [
        "Client p sending CONNECT",
        "Client p received CONNACK (0)",
        "Client p sending PUBLISH (d0, q2, r1, m1, 'maison/salon/temperature', ... (4 bytes))",
        "Client p received PUBREC (Mid: 1)",
        "Client p sending PUBREL (m1)",
        "Client p received PUBCOMP (Mid: 1, RC:0)",
        "Client p sending DISCONNECT",
    ];
    assert_eq!(published.stderr, expected, "what pub -d shows");
    assert_eq!(sub.stdout.next().as_deref(), Some("maison/salon/temperature 21.5"));

    let log = broker.process.stdout.until("Received PUBCOMP from s").join("\n");
    for line in [
        "Received PUBLISH from p (d0, q2, r1, m1, 'maison/salon/temperature', ... (4 bytes))",
        "Sending PUBREC to p (m1, rc0)",
        "Received PUBREL from p (Mid: 1)",
        "Sending PUBLISH to s (d0, q2, r0, m1, 'maison/salon/temperature', ... (4 bytes))",
        "Sending PUBCOMP to p (m1)",
        "Received PUBREC from s (Mid: 1)",
        "Sending PUBREL to s (m1)",
        "Received PUBCOMP from s (Mid: 1, RC:0)",
    ] {
        assert!(log.contains(line), "« {line} » is missing from the broker's log:\n{log}");
    }
}

/// A retained message comes to a later subscriber with the retain flag, and -C ends it with 0.
#[test]
fn a_retained_message_waits_for_its_reader() {
    let broker = Broker::start();
    let port = broker.port;
    let published = Process::start(&mut kit("pub", &format!("-p {port} -t été/1 -m chaud -q 1 -r"))).end();
    assert!(published.status.success(), "{published:?}");
    let read = format!("-p {port} -i a/b -t été/# -C 1 -F %t:%p:r%r:q%q -q 2 -W 20");
    let read = Process::start(&mut kit("sub", &read)).end();
    assert!(read.status.success(), "{read:?}");
    assert_eq!(read.stdout, ["été/1:chaud:r1:q1"]);
}

/// logdump between them shows the same exchange as a ladder, and changes nothing.
#[test]
fn logdump_shows_what_passes() {
    let broker = Broker::start();
    let (port, mut logdump) = logdump(broker.port, "--ladder --time none");
    let mut sub = Process::start(&mut kit("sub", &format!("-p {port} -i s -t t -q 1")));
    logdump.stdout.until("SUBACK");
    let published = Process::start(&mut kit("pub", &format!("-p {port} -i p -t t -m bonjour -q 1"))).end();
    assert!(published.status.success(), "{published:?}");
    assert_eq!(sub.stdout.next().as_deref(), Some("bonjour"));
    let ladder = logdump.stdout.until("DISCONNECT").join("\n");
    for packet in ["PUBLISH q1 m1 t «\u{a0}bonjour\u{a0}»", "PUBACK m1"] {
        assert!(ladder.contains(packet), "« {packet} » is missing from the ladder:\n{ladder}");
    }
}

/// No broker: the message tells how to start one, and the exit code is 1.
#[test]
fn without_a_broker_the_clients_say_what_to_do() {
    let port = peers::free_port();
    for program in ["sub", "pub"] {
        let message = if program == "pub" { "-m x" } else { "" };
        let ended = Process::start(&mut kit(program, &format!("-p {port} -t t {message}"))).end();
        assert_eq!(ended.status.code(), Some(1), "{program}: {ended:?}");
        let said = ended.stderr.join("\n");
        assert!(said.contains("Aucun broker ne répond"), "{program}: {said}");
    }
}
