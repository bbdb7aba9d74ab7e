//! Messages in both directions, with Mosquitto's own clients at the other end.

use crate::support::broker::on_each_broker;
use crate::support::client::{Running, mosquitto_pub, mosquitto_sub, publish, subscribe};

/// Every byte value, and then some.
fn megabyte() -> Vec<u8> {
    (0..1_000_000_u32).map(|n| (n % 251) as u8 ^ (n / 7919) as u8).collect()
}

fn file_with(content: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), content).expect("its content");
    file
}

on_each_broker! {
    fn sub_shows_what_mosquitto_pub_sends(port: u16) {
        for qos in 0..=2 {
            let sub = Running::sub(port, &format!("-q {qos} -t été/+ -i a/b -C 2 -F %q:%r:%t:%p"));
            mosquitto_pub(port, &format!("-q {qos} -t été/1 -m 21.5"));
            mosquitto_pub(port, &format!("-q {qos} -t été/2 -n"));
            assert_eq!(sub.end().with_code(0), format!("{qos}:0:été/1:21.5\n{qos}:0:été/2:\n"), "QoS {qos}");
        }
    }

    fn mosquitto_sub_shows_what_pub_sends(port: u16) {
        for qos in 0..=2 {
            let mut sub = mosquitto_sub(port, &format!("-q {qos} -t été/+"));
            publish(port, &format!("-q {qos} -t été/1 -m 21.5 -i a/b"), b"").with_code(0);
            publish(port, &format!("-q {qos} -t été/2 -n -i a/b"), b"").with_code(0);
            let messages = [sub.message(), sub.message()];
            assert_eq!(messages, [format!("{qos} 0 été/1 21.5"), format!("{qos} 0 été/2 ")]);
        }
    }

    fn a_megabyte_of_any_bytes_arrives_unchanged(port: u16) {
        let payload = megabyte();
        let file = file_with(&payload);
        for qos in 0..=2 {
            let sub = Running::sub(port, &format!("-q {qos} -t gros -C 2 -N"));
            publish(port, &format!("-q {qos} -t gros -f {}", file.path().display()), b"").with_code(0);
            publish(port, &format!("-q {qos} -t gros -s"), &payload).with_code(0);
            let ended = sub.end();
            ended.with_code(0);
            // Not `assert_eq!`: nobody reads two megabytes.
            assert!(ended.out == [&payload[..], &payload].concat(), "QoS {qos}: {} bytes came", ended.out.len());
        }
    }

    fn a_thousand_lines_arrive_in_order(port: u16) {
        let lines: String = (1..=1000).map(|n| format!("ligne {n}\n")).collect();
        for qos in 0..=2 {
            let sub = Running::sub(port, &format!("-q {qos} -t journal -C 1000"));
            publish(port, &format!("-q {qos} -t journal -l"), lines.as_bytes()).with_code(0);
            assert!(sub.end().with_code(0) == lines, "QoS {qos}");
        }
    }

    fn repeats_are_as_many_as_asked(port: u16) {
        let sub = Running::sub(port, "-q 1 -t a -C 4");
        publish(port, "-q 1 -t a -m x --repeat 3 --repeat-delay 0.01", b"").with_code(0);
        publish(port, "-q 1 -t a -m fin", b"").with_code(0);
        assert_eq!(sub.end().with_code(0), "x\nx\nx\nfin\n");
    }

    fn a_retained_message_is_kept_shown_and_erased(port: u16) {
        publish(port, "-t état -m ouvert -r -q 1", b"").with_code(0);
        assert_eq!(subscribe(port, "-t état -C 1 -F %r:%p").with_code(0), "1:ouvert\n");

        let retained_only = Running::sub(port, "-t état --retained-only -v");
        let no_retained = Running::sub(port, "-t état -R -C 1 -v");
        publish(port, "-t état -m fermé -r -q 1", b"").with_code(0);
        assert_eq!(retained_only.end().with_code(0), "état ouvert\n");
        assert_eq!(no_retained.end().with_code(0), "état fermé\n");

        publish(port, "-t état -n -r -q 1", b"").with_code(0);
        assert_eq!(subscribe(port, "-t état -W 0.5").with_code(27), "");
    }

    fn several_filters_and_some_not_shown(port: u16) {
        let sub = Running::sub(port, "-q 1 -t a/# -t b -T a/non -T +/+/secret -v -C 2");
        for topic in ["a/non", "a/oui", "a/b/secret", "c", "b"] {
            publish(port, &format!("-q 1 -t {topic} -m x"), b"").with_code(0);
        }
        assert_eq!(sub.end().with_code(0), "a/oui x\nb x\n");
    }

    fn unsubscribing_ends_what_a_stored_session_asked_for(port: u16) {
        subscribe(port, "-c -i poste -q 1 -t a -t b -E").with_code(0);
        subscribe(port, "-c -i poste -U a -E").with_code(0);
        publish(port, "-q 1 -t a -m non", b"").with_code(0);
        publish(port, "-q 1 -t b -m oui", b"").with_code(0);
        assert_eq!(subscribe(port, "-c -i poste -q 1 -t b -C 1").with_code(0), "oui\n");
    }

    fn a_stored_session_keeps_the_messages_that_a_count_left(port: u16) {
        subscribe(port, "-c -i poste -q 1 -t a -E").with_code(0);
        publish(port, "-q 1 -t a -l", b"1\n2\n3\n").with_code(0);
        assert_eq!(subscribe(port, "-c -i poste -q 1 -t a -C 1").with_code(0), "1\n");
        assert_eq!(subscribe(port, "-c -i poste -q 1 -t a -C 2").with_code(0), "2\n3\n");
    }

    fn a_will_speaks_for_a_client_that_is_killed(port: u16) {
        let will = "--will-topic testament --will-payload adieu --will-qos 1 --will-retain";
        let watcher = Running::sub(port, "-q 1 -t testament -C 1 -F %q:%p");
        let sub = Running::sub(port, &format!("-t a {will}"));
        sub.signal("KILL");
        assert_eq!(watcher.end().with_code(0), "1:adieu\n");
        assert_eq!(subscribe(port, "-t testament -C 1 -F %r:%p").with_code(0), "1:adieu\n");
    }

    fn a_will_is_silent_after_a_goodbye(port: u16) {
        let watcher = Running::sub(port, "-q 1 -t testament -C 1");
        let sub = Running::sub(port, "-t a --will-topic testament --will-payload adieu --will-qos 1");
        sub.signal("INT");
        sub.end().with_code(0);
        publish(port, "-t a -m x --will-topic testament --will-payload adieu --will-qos 1", b"").with_code(0);
        publish(port, "-t testament -m fin -q 1", b"").with_code(0);
        assert_eq!(watcher.end().with_code(0), "fin\n");
    }

    fn debug_lines_are_those_of_mosquitto(port: u16) {
        let sub = Running::sub(port, "-q 2 -t a/# -i alice -C 1");
        let publisher = publish(port, "-q 2 -t a/b -m hello -i bob -d", b"");
        assert_eq!(publisher.err, "\
Client bob sending CONNECT
Client bob received CONNACK (0)
Client bob sending PUBLISH (d0, q2, r0, m1, 'a/b', ... (5 bytes))
Client bob received PUBREC (Mid: 1)
Client bob sending PUBREL (m1)
Client bob received PUBCOMP (Mid: 1, RC:0)
Client bob sending DISCONNECT
");
        assert_eq!(sub.end().err, "\
Client alice sending CONNECT
Client alice received CONNACK (0)
Client alice sending SUBSCRIBE (Mid: 1, Topic: a/#, QoS: 2, Options: 0x00)
Client alice received SUBACK
Subscribed (mid: 1): 2
Client alice received PUBLISH (d0, q2, r0, m1, 'a/b', ... (5 bytes))
Client alice sending PUBREC (m1, rc0)
Client alice received PUBREL (Mid: 1)
Client alice sending PUBCOMP (m1)
Client alice sending DISCONNECT
");
    }
}
