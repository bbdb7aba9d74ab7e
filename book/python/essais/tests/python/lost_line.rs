//! A line that breaks.

use peers::{Cut, Sub, publish, relay};

use crate::support::{start, with_both};

/// CONNACK (4 bytes) and SUBACK (5), then the line breaks: paho opens another, and the script asks for its
/// subscription again.
#[test]
fn the_subscriber_subscribes_again() {
    with_both(|broker| {
        let line = relay(broker, &[Cut { sent: usize::MAX, received: 9 }]);
        let mut subscriber = start(line, "souscrire", "-t a -q 1");
        subscriber.stderr.until("Connexion perdue");
        subscriber.stdout.until("Abonné");
        subscriber.stdout.until("Abonné");
        publish(broker, &["-t", "a", "-q", "1", "-m", "encore là"]);
        assert_eq!(subscriber.stdout.next().as_deref(), Some("q1 r0  a  encore là"));
    });
}

/// CONNACK (4 bytes), then the line breaks under the house: it goes on, and what was not acknowledged comes.
#[test]
fn the_house_goes_on_after_a_cut() {
    with_both(|broker| {
        let line = relay(broker, &[Cut { sent: usize::MAX, received: 8 }]);
        let mut sub = Sub::start(broker, &["-t", "maison/pluie", "-q", "1"]);
        let mut house = start(line, "maison", "--intervalle 0,2 --graine 1");
        house.stderr.until("Connexion perdue");
        for _ in 0..10 {
            assert!(sub.message().starts_with("1 0 maison/pluie "));
        }
        house.signal("INT");
        assert!(house.end().status.success());
    });
}
