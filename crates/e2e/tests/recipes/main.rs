//! Each recipe of logdump shows what the course's figure of the same name shows: with our clients, Mosquitto's and
//! paho-mqtt, before our broker and Mosquitto.

mod clients;
mod stage;

use stage::{Stage, play};

const FROM_THERMO: &str = "Received PUBLISH from thermo";
const TO_ECRAN: &str = "Sending PUBLISH to ecran";

/// The packet identifier, as « m7 », of a line about a PUBLISH.
fn packet_id(line: &str) -> &str {
    let words = line.split([' ', ',', ')']);
    words
        .filter(|word| word.starts_with('m'))
        .find(|word| word[1..].parse::<u16>().is_ok())
        .expect("an identifier")
}

/// The same PUBLISH, with DUP after the cut.
fn is_sent_again_with_dup(stage: &Stage, qos: &str) {
    stage.expect(1, &["✂ thermo"]);
    stage.expect(1, &[FROM_THERMO, "d0", qos]);
    stage.expect(1, &[FROM_THERMO, "d1", qos]);
    let sent = stage.lines(&[FROM_THERMO, "'maison/salon'"]);
    assert_eq!(packet_id(sent[0]), packet_id(sent[1]), "{sent:#?}");
}

#[test]
fn qos_1_without_its_puback_is_delivered_twice() {
    play("qos-1-puback-perdu", "-t maison/# -q 1", |stage| {
        stage.publish("-q 1 -c");
        assert_eq!(stage.received(), ["1 0 maison/salon 42"; 2]);
        is_sent_again_with_dup(stage, "q1");
        let delivered = stage.lines(&[TO_ECRAN, "d0", "'maison/salon'"]);
        assert_eq!(delivered.len(), 2, "DUP is of one leg only");
        assert_ne!(packet_id(delivered[0]), packet_id(delivered[1]), "{delivered:#?}");
    });
}

#[test]
fn qos_1_that_did_not_arrive_is_delivered_once() {
    play("qos-1-publish-perdu", "-t maison/# -q 1", |stage| {
        stage.publish("-q 1 -c");
        assert_eq!(stage.received(), ["1 0 maison/salon 42"]);
        is_sent_again_with_dup(stage, "q1");
    });
}

#[test]
fn qos_1_is_sent_again_without_a_cut_where_its_puback_is_late() {
    play("qos-1-renvoi-mqtt-3.1", "-t maison/# -q 1", |stage| {
        stage.publish("-q 1 -c");
        let received = stage.received();
        // After 1 s and 2 s, if the machine keeps up.
        let resent = stage.lines(&["↻ thermo"]).len();
        assert!(resent >= 1, "nothing was sent again, {:?}", stage.make);
        assert_eq!(received, vec!["1 0 maison/salon 42"; 1 + resent]);
        stage.expect(resent, &[FROM_THERMO, "d1"]);
        stage.expect(0, &["✂"]);
    });
}

/// Wherever the line is cut, QoS 2 delivers once; `check` looks at the rest.
fn qos_2_is_delivered_once(recipe: &str, check: impl Fn(&Stage) + Sync) {
    play(recipe, "-t maison/# -q 2", |stage| {
        stage.publish("-q 2 -c");
        assert_eq!(stage.received(), ["2 0 maison/salon 42"], "{recipe}, {:?}", stage.make);
        stage.expect(1, &["✂ thermo"]);
        check(stage);
    });
}

#[test]
fn qos_2_cut_before_publish() {
    qos_2_is_delivered_once("qos-2-publish-perdu", |stage| {
        is_sent_again_with_dup(stage, "q2");
        stage.expect(1, &["Sending PUBREC to thermo"]);
    });
}

#[test]
fn qos_2_cut_before_pubrec() {
    qos_2_is_delivered_once("qos-2-pubrec-perdu", |stage| {
        is_sent_again_with_dup(stage, "q2");
        stage.expect(2, &["Sending PUBREC to thermo"]);
    });
}

#[test]
fn qos_2_cut_before_pubrel() {
    qos_2_is_delivered_once("qos-2-pubrel-perdu", |stage| {
        stage.expect(2, &["Received PUBREL from thermo"]);
        stage.expect(1, &["Sending PUBCOMP to thermo"]);
    });
}

#[test]
fn qos_2_cut_before_pubcomp() {
    qos_2_is_delivered_once("qos-2-pubcomp-perdu", |stage| {
        stage.expect(2, &["Received PUBREL from thermo"]);
        stage.expect(2, &["Sending PUBCOMP to thermo"]);
    });
}

#[test]
fn the_will_is_published_where_disconnect_is_lost() {
    play("will", "-t maison/#", |stage| {
        stage.publish("--will-topic maison/etat --will-payload disparu");
        stage.until("'maison/etat'");
        assert_eq!(stage.received(), ["0 0 maison/salon 42", "0 0 maison/etat disparu"]);
        let [.., disconnect, cut] = stage.lines(&["thermo"])[..] else {
            panic!("nothing of thermo");
        };
        assert!(disconnect.contains("DISCONNECT") && cut.contains('✂'), "{disconnect}\n{cut}");
    });
}

#[test]
fn the_retained_message_comes_to_whoever_subscribes_again() {
    play("retain", "-t maison/#", |stage| {
        stage.publish("-r");
        stage.until("Sending SUBACK to ecran");
        assert_eq!(stage.received(), ["0 0 maison/salon 42", "0 1 maison/salon 42"]);
        stage.expect(1, &["✂ ecran"]);
        stage.expect(1, &[TO_ECRAN, "r0", "'maison/salon'"]);
        stage.expect(1, &[TO_ECRAN, "r1", "'maison/salon'"]);
    });
}

#[test]
fn a_client_that_is_not_heard_any_more_is_closed() {
    // mosquitto_sub does not accept less than 5 s.
    play("keep-alive", "-t maison/# -k 5", |stage| {
        // Mosquitto looks every 5 s only: paho may lose patience before it does.
        stage.until("connexion fermée par le");
        let shown = stage.lines(&["ecran"]);
        let delay = shown.iter().position(|line| line.contains('⧗')).expect("a delay");
        assert!(shown[delay - 1].contains("Received PINGREQ"), "{shown:#?}");
        stage.expect(0, &["Sending PINGRESP"]);
    });
}
