//! The line is cut while `pub` publishes.

use mqtt_packet::PacketType::{Connack, Puback, Pubcomp, Publish, Pubrec, Pubrel};
use mqtt_trace::Direction::{ToBroker, ToClient};

use crate::support::broker::on_each_broker;
use crate::support::client::{Running, mosquitto_sub, publish};
use crate::support::relay::{Cut, Relay};

/// How a message fared over a line that was cut: how often it came to a subscriber, what `pub` sent of PUBLISH and
/// PUBREL, and its exit code.
type Fate = (usize, Vec<String>, i32);

fn fate(port: u16, cuts: &[Cut], options: &str) -> Fate {
    let relay = Relay::start(port, cuts);
    let mut sub = mosquitto_sub(port, "-q 2 -t a");
    let ended = publish(relay.port, &format!("-t a -m x --retry-delay 0.05 {options}"), b"");
    publish(port, "-t a -m fin -q 2", b"").with_code(0);
    let messages = std::iter::from_fn(|| Some(sub.message())).take_while(|message| message != "2 0 a fin");
    let deliveries = messages.filter(|message| message.ends_with(" a x")).count();
    (deliveries, relay.sent(&[Publish, Pubrel]), ended.code.expect("it ended by itself"))
}

fn expected(deliveries: usize, sent: &[&str], code: i32) -> Fate {
    (deliveries, sent.iter().map(|line| (*line).to_owned()).collect(), code)
}

on_each_broker! {
    fn in_a_stored_session_nothing_is_lost_and_qos_2_comes_once(port: u16) {
        let again = ["0 PUBLISH d0 m1", "1 PUBLISH d1 m1"];
        let again_then_released = ["0 PUBLISH d0 m1", "1 PUBLISH d1 m1", "1 PUBREL m1"];
        let released_again = ["0 PUBLISH d0 m1", "0 PUBREL m1", "1 PUBREL m1"];
        let table = [
            (1, Cut(ToBroker, Publish), 1, &again[..]),
            (1, Cut(ToClient, Puback), 2, &again),
            (2, Cut(ToBroker, Publish), 1, &again_then_released),
            (2, Cut(ToClient, Pubrec), 1, &again_then_released),
            (2, Cut(ToBroker, Pubrel), 1, &released_again),
            (2, Cut(ToClient, Pubcomp), 1, &released_again),
        ];
        for (number, (qos, cut, deliveries, sent)) in table.into_iter().enumerate() {
            let fate = fate(port, &[cut], &format!("-q {qos} -c -i pub{number}"));
            assert_eq!(fate, expected(deliveries, sent, 0), "QoS {qos}, {cut:?}");
        }
    }

    fn in_a_clean_session_messages_are_sent_as_new_ones_and_doubt_is_told(port: u16) {
        let anew = ["0 PUBLISH d0 m1", "1 PUBLISH d0 m2"];
        let anew_then_released = ["0 PUBLISH d0 m1", "1 PUBLISH d0 m2", "1 PUBREL m2"];
        let released = ["0 PUBLISH d0 m1", "0 PUBREL m1"];
        let table = [
            (1, Cut(ToBroker, Publish), 1, &anew[..], 0),
            (1, Cut(ToClient, Puback), 2, &anew, 0),
            (2, Cut(ToBroker, Publish), 1, &anew_then_released, 0),
            (2, Cut(ToClient, Pubrec), 1, &anew_then_released, 0),
            (2, Cut(ToBroker, Pubrel), 0, &released, 1),
            (2, Cut(ToClient, Pubcomp), 1, &released, 1),
        ];
        for (qos, cut, deliveries, sent, code) in table {
            let fate = fate(port, &[cut], &format!("-q {qos}"));
            assert_eq!(fate, expected(deliveries, sent, code), "QoS {qos}, {cut:?}");
        }
    }

    fn a_second_cut_before_connack_changes_nothing(port: u16) {
        let cuts = [Cut(ToClient, Pubrec), Cut(ToClient, Connack)];
        let sent = ["0 PUBLISH d0 m1", "2 PUBLISH d1 m1", "2 PUBREL m1"];
        assert_eq!(fate(port, &cuts, "-q 2 -c -i pub"), expected(1, &sent, 0));
    }

    fn a_stream_of_lines_goes_on_in_order(port: u16) {
        let lines: String = (1..=200).map(|n| format!("ligne {n}\n")).collect();
        for cut in [Cut(ToClient, Pubrec), Cut(ToBroker, Pubrel), Cut(ToClient, Pubcomp)] {
            let relay = Relay::start(port, &[cut, cut, cut]);
            let sub = Running::sub(port, "-q 2 -t journal -C 200");
            let line = "-t journal -l -q 2 -c -i pub --retry-delay 0.05";
            publish(relay.port, line, lines.as_bytes()).with_code(0);
            assert!(sub.end().with_code(0) == lines, "{cut:?}");
        }
    }

    fn after_enough_attempts_it_gives_up_and_says_what_is_left(port: u16) {
        let relay = Relay::start(port, &[Cut(ToBroker, Publish); 3]);
        let ended = publish(relay.port, "-t a -m x -q 1 --retries 2 --retry-delay 0.05", b"");
        ended.with_code(1);
        let address = format!("127.0.0.1:{}", relay.port);
        assert_eq!(ended.err, format!("\
Connexion perdue avec {address} : le broker l'a fermée. Nouvel essai dans 0,1 s…
Reconnecté à {address} : nouvelle session.
Connexion perdue avec {address} : le broker l'a fermée. Nouvel essai dans 0,1 s…
Reconnecté à {address} : nouvelle session.
erreur : publication incomplète : 1 message sans acquittement du broker
  cause : la connexion avec {address} est perdue, 2 reconnexions essayées en vain : le broker l'a fermée
"));
    }

    fn doubt_is_explained(port: u16) {
        let relay = Relay::start(port, &[Cut(ToClient, Pubcomp)]);
        let ended = publish(relay.port, "-t a -m x -q 2 --retry-delay 0.05 --quiet", b"");
        assert_eq!((ended.code, ended.err.as_str()), (Some(1), ""), "--quiet says nothing");
        let relay = Relay::start(port, &[Cut(ToClient, Pubcomp)]);
        let ended = publish(relay.port, "-t a -m x -q 2 --retry-delay 0.05", b"");
        let last = ended.err.lines().last();
        assert_eq!(last, Some("erreur : publication incomplète : 1 message de QoS 2 au sort inconnu (PUBREL parti, PUBCOMP perdu avec l'ancienne session)"));
    }
}
