//! Publishing, subscribing, both, and the ping.

use std::process::Command;

use peers::{Ended, Process, Sub, publish};

use crate::support::{python, run, script, start, with_both};

#[test]
fn the_publisher_sends_each_line_and_tells_its_acknowledgement() {
    with_both(|broker| {
        let mut sub = Sub::start(broker, &["-t", "maison/#", "-q", "2"]);
        for (qos, told) in
            [(0, "envoyé, sans acquittement"), (1, "acquitté par PUBACK"), (2, "acquitté par PUBCOMP")]
        {
            let address = format!("-h {} -p {}", broker.ip(), broker.port());
            let publisher =
                script(python().unwrap(), "publier", &format!("{address} -t maison/été -q {qos}"));
            let mut typed = Command::new("sh");
            typed.args(["-c", "printf 'un\\ndeux mots\\n' | exec \"$@\"", "sh"]);
            typed.arg(publisher.get_program()).args(publisher.get_args());
            typed.current_dir(publisher.get_current_dir().unwrap()).env("PYTHONDONTWRITEBYTECODE", "1");
            let Ended { status, stdout, stderr } = Process::start(&mut typed).end();
            assert!(status.success(), "QoS {qos}: {status}\n{}", stderr.join("\n"));
            assert_eq!(stdout, [told, told], "QoS {qos}");
            assert_eq!(sub.message(), format!("{qos} 0 maison/été un"));
            assert_eq!(sub.message(), format!("{qos} 0 maison/été deux mots"));
        }
    });
}

#[test]
fn the_subscriber_shows_each_message_and_no_control_character() {
    with_both(|broker| {
        let mut subscriber = start(broker, "souscrire", "-t maison/+/# -q 1");
        let subscribed = subscriber.stdout.until("Abonné");
        assert!(subscribed[0].contains("QoS accordée\u{a0}: 1"), "{subscribed:?}");
        publish(broker, &["-t", "maison/salon/a", "-q", "2", "-m", "21.5"]);
        assert_eq!(subscriber.stdout.next().as_deref(), Some("q1 r0  maison/salon/a  21.5"));
        publish(broker, &["-t", "maison/salon/b", "-m", "a\u{1b}[2Jb\nété"]);
        assert_eq!(subscriber.stdout.next().as_deref(), Some("q0 r0  maison/salon/b  a·[2Jb·été"));
    });
}

/// The packets of each QoS in paho's words, both legs.
#[test]
fn the_round_trip_shows_the_packets_of_its_qos() {
    let packets: [&[&str]; 3] = [
        &[],
        &["Received PUBACK", "Sending PUBACK"],
        &[
            "Received PUBREC",
            "Sending PUBREL",
            "Received PUBCOMP",
            "Sending PUBREC",
            "Received PUBREL",
            "Sending PUBCOMP",
        ],
    ];
    with_both(|broker| {
        for (qos, expected) in packets.iter().enumerate() {
            let shown = run(broker, "aller_retour", &format!("-q {qos} -m bonjour"));
            for packet in *expected {
                assert!(shown.iter().any(|line| line.contains(packet)), "QoS {qos}: {packet} in {shown:#?}");
            }
            let acknowledgements = shown.iter().filter(|line| line.contains(" PUB") && line.contains("(Mid"));
            assert_eq!(acknowledgements.count(), expected.len(), "QoS {qos}: {shown:#?}");
            assert!(shown.contains(&format!("q{qos} r0  essai  bonjour")), "QoS {qos}: {shown:#?}");
            assert_eq!(shown.last().map(|line| line.trim()), Some("Sending DISCONNECT"), "QoS {qos}");
        }
    });
}

#[test]
fn the_ping_watcher_shows_pings_on_a_silent_line() {
    with_both(|broker| {
        let mut watcher = start(broker, "surveiller_ping", "-k 1 -C 2");
        let shown: Vec<String> = watcher.stdout.by_ref().collect();
        let packets: Vec<&str> = shown.iter().filter_map(|line| line.split(" s  ").nth(1)).collect();
        assert!(packets[0].starts_with("Sending CONNECT (u0, p0, wr0, wq0, wf0, c1, k1)"), "{packets:#?}");
        let expected = [
            "Received CONNACK (0, 0)",
            "Sending PINGREQ",
            "Received PINGRESP",
            "Sending PINGREQ",
            "Received PINGRESP",
            "Sending DISCONNECT",
        ];
        assert_eq!(packets[1..], expected);
        assert!(watcher.end().status.success());
    });
}
