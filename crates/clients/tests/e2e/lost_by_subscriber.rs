//! The line is cut while `sub` receives.

use mqtt_packet::PacketType::{Connack, Puback, Pubcomp, Publish, Pubrec, Pubrel, Subscribe};
use mqtt_trace::Direction::{ToBroker, ToClient};

use crate::support::broker::on_each_broker;
use crate::support::client::{Running, publish};
use crate::support::relay::{Cut, Relay};

on_each_broker! {
    fn in_a_stored_session_nothing_is_lost_and_qos_2_comes_once(port: u16) {
        let again = ["0 PUBLISH d0 m1", "1 PUBLISH d1 m1"];
        let again_then_released = ["0 PUBLISH d0 m1", "1 PUBLISH d1 m1", "1 PUBREL m1"];
        let released_again = ["0 PUBLISH d0 m1", "0 PUBREL m1", "1 PUBREL m1"];
        let table = [
            (1, Cut(ToClient, Publish), "x\nfin\n", &again[..]),
            (1, Cut(ToBroker, Puback), "x\nx\nfin\n", &again),
            (2, Cut(ToClient, Publish), "x\nfin\n", &again_then_released),
            (2, Cut(ToBroker, Pubrec), "x\nfin\n", &again_then_released),
            (2, Cut(ToClient, Pubrel), "x\nfin\n", &released_again),
            (2, Cut(ToBroker, Pubcomp), "x\nfin\n", &released_again),
        ];
        for (number, (qos, cut, shown, received)) in table.into_iter().enumerate() {
            let relay = Relay::start(port, &[cut]);
            let count = shown.lines().count();
            let line = format!("-q {qos} -t a -c -i sub{number} -C {count} --retry-delay 0.05");
            let mut sub = Running::sub(relay.port, &line);
            publish(port, &format!("-q {qos} -t a -m x"), b"").with_code(0);
            sub.wait_for("session reprise");
            publish(port, &format!("-q {qos} -t a -m fin"), b"").with_code(0);
            assert_eq!(sub.end().with_code(0), shown, "QoS {qos}, {cut:?}");
            let mut legs = relay.received(&[Publish, Pubrel]);
            legs.retain(|leg| leg.ends_with(" m1"));
            assert_eq!(legs, received, "QoS {qos}, {cut:?}");
            assert_eq!(relay.sent(&[Subscribe]).len(), 1, "a stored session is not asked for again");
        }
    }

    fn in_a_clean_session_it_subscribes_anew(port: u16) {
        let relay = Relay::start(port, &[Cut(ToClient, Publish)]);
        let mut sub = Running::sub(relay.port, "-q 2 -t a -C 1 --retry-delay 0.05");
        publish(port, "-q 2 -t a -m perdu", b"").with_code(0);
        sub.wait_for("nouvelle session");
        sub.wait_for("Subscribed");
        publish(port, "-q 2 -t a -m reçu", b"").with_code(0);
        assert_eq!(sub.end().with_code(0), "reçu\n");
        assert_eq!(relay.sent(&[Subscribe]), ["0 SUBSCRIBE m1", "1 SUBSCRIBE m2"]);
    }

    fn a_subscription_that_was_not_answered_is_asked_for_again(port: u16) {
        let relay = Relay::start(port, &[Cut(ToBroker, Subscribe)]);
        let sub = Running::sub(relay.port, "-q 1 -t a -c -i sub -C 1 --retry-delay 0.05");
        publish(port, "-q 1 -t a -m reçu", b"").with_code(0);
        assert_eq!(sub.end().with_code(0), "reçu\n");
    }

    fn attempts_can_be_bounded(port: u16) {
        let relay = Relay::start(port, &[Cut(ToClient, Publish), Cut(ToClient, Connack), Cut(ToClient, Connack)]);
        let sub = Running::sub(relay.port, "-t a -i alice --retries 2 --retry-delay 0.05");
        publish(port, "-t a -m x", b"").with_code(0);
        let ended = sub.end();
        ended.with_code(1);
        let address = format!("127.0.0.1:{}", relay.port);
        let said: Vec<_> = ended.err.lines().filter(|line| !line.starts_with("Client ")).collect();
        assert_eq!(said, [
            "Subscribed (mid: 1): 0".to_owned(),
            format!("Connexion perdue avec {address} : le broker l'a fermée. Un autre client porte-t-il l'identifiant « alice » ? Nouvel essai dans 0,1 s…"),
            format!("Toujours pas de connexion avec {address} : le broker l'a fermée. Un autre client porte-t-il l'identifiant « alice » ? Nouvel essai dans 0,1 s…"),
            format!("erreur : la connexion avec {address} est perdue, 2 reconnexions essayées en vain : le broker l'a fermée"),
        ]);
    }
}
