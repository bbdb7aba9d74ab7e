//! What no real broker does when asked: refusals of all sorts, and faults.

use crate::support::broker::Broker;
use crate::support::client::{publish, subscribe};
use crate::support::scripted::scripted;

const ACCEPTED: &[u8] = &[0x20, 2, 0, 0];

#[test]
fn the_code_of_connack_is_the_exit_code() {
    let table: [(&'static [&'static [u8]], &str); 5] = [
        (&[&[0x20, 2, 0, 1]], "version du protocole refusée (CONNACK 1)"),
        (&[&[0x20, 2, 0, 2]], "identifiant de client refusé (CONNACK 2)"),
        (&[&[0x20, 2, 0, 3]], "service indisponible (CONNACK 3)"),
        (&[&[0x20, 2, 0, 4]], "nom d'utilisateur ou mot de passe incorrect (CONNACK 4)"),
        (&[&[0x20, 2, 0, 5]], "connexion non autorisée (CONNACK 5)"),
    ];
    for (code, (answers, reason)) in (1..).zip(table) {
        let port = scripted(answers);
        for ended in [publish(port, "-t a -m x -q 1", b""), subscribe(port, "-t a")] {
            ended.with_code(code);
            let text = format!("erreur : le broker 127.0.0.1:{port} refuse la connexion : {reason}\n");
            assert_eq!(ended.err, text);
        }
    }
}

#[test]
fn mosquitto_refuses_strangers() {
    if let Some(broker) = Broker::mosquitto("allow_anonymous false") {
        publish(broker.port(), "-t a -m x", b"").with_code(5);
    }
}

#[test]
fn a_refused_subscription_is_told_by_name() {
    let port = scripted(&[ACCEPTED, &[0x90, 4, 0, 1, 0x80, 0x01]]);
    let ended = subscribe(port, "-t secret -t a -q 1 -E");
    ended.with_code(0);
    assert_eq!(ended.err, "Abonnement refusé par le broker : 'secret' (SUBACK 0x80).\n");

    let port = scripted(&[ACCEPTED, &[0x90, 3, 0, 1, 0x80]]);
    let ended = subscribe(port, "-t secret");
    ended.with_code(1);
    assert_eq!(
        ended.err,
        "Abonnement refusé par le broker : 'secret' (SUBACK 0x80).\nerreur : le broker a refusé tous les abonnements\n"
    );
}

#[test]
fn what_is_not_a_broker_is_told_apart() {
    let table: [(&'static [&'static [u8]], &str); 4] = [
        (&[], "le broker l'a fermée"),
        (&[b"HTTP/1.1 400 Bad Request\r\n"], "les drapeaux de l'en-tête fixe"),
        (&[&[0xd0, 0]], "PINGRESP reçu avant CONNACK [MQTT-3.2.0-1]"),
        (&[&[0x20, 2, 0, 9]], "le code de retour de CONNACK va de 0 à 5"),
    ];
    for (answers, reason) in table {
        let port = scripted(answers);
        let ended = publish(port, "-t a -m x", b"");
        ended.with_code(1);
        let start = format!("erreur : 127.0.0.1:{port} n'a pas accepté la connexion MQTT : ");
        assert!(ended.err.starts_with(&start) && ended.err.contains(reason), "« {reason} »: {}", ended.err);
    }
}

#[test]
fn a_broker_that_breaks_the_rules_is_left() {
    let table: [(&'static [&'static [u8]], &str); 3] = [
        (
            &[ACCEPTED, &[0x90, 4, 0, 1, 0, 0]],
            "SUBACK avec 2 codes de retour pour 1 filtre de topic [MQTT-3.8.4-5]",
        ),
        (&[ACCEPTED, &[0xc0, 0]], "un broker n'envoie pas PINGREQ à un client connecté (§2.2.1)"),
        (&[ACCEPTED, &[0x36, 0]], "la QoS d'un PUBLISH ne peut pas valoir 3"),
    ];
    for (answers, reason) in table {
        let port = scripted(answers);
        let ended = subscribe(port, "-t a --retries 0");
        ended.with_code(1);
        assert!(ended.err.contains(reason), "« {reason} »: {}", ended.err);
    }
}
