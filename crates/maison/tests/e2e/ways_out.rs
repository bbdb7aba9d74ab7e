//! How the house ends otherwise than by its last round.

use std::process::Output;

use peers::{Mosquitto, Process, free_port};

use crate::support::{Watcher, kit, maison};

fn error(house: &Output) -> String {
    String::from_utf8_lossy(&house.stderr).into_owned()
}

#[test]
fn no_broker_is_told_with_the_command_that_starts_one() {
    let port = free_port();
    let house = maison(port, "").output().expect("the house");
    let said = error(&house);
    assert_eq!(house.status.code(), Some(1), "{said}");
    let expected = format!(
        "erreur : Aucun broker ne répond sur 127.0.0.1:{port}. Lancez-en un dans un autre terminal : "
    );
    assert!(said.starts_with(&expected), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn a_refusal_leaves_with_its_connack_code() {
    let Some(broker) = Mosquitto::start("allow_anonymous false") else { return };
    let house = maison(broker.address.port(), "").output().expect("the house");
    let said = error(&house);
    assert_eq!(house.status.code(), Some(5), "{said}");
    assert!(said.contains("(CONNACK 5) : il demande sans doute un nom et un mot de passe"), "{said}");
}

#[test]
fn a_port_that_speaks_something_else_is_told() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("its address").port();
    std::thread::spawn(move || listener.accept());
    let house = maison(port, "").output().expect("the house");
    assert_eq!(house.status.code(), Some(1));
    assert!(error(&house).contains("ne répond pas comme un broker MQTT 3.1.1"), "{}", error(&house));
}

#[test]
fn ctrl_c_ends_with_the_summary() {
    let Some(broker) = kit() else { return };
    let mut house = Process::start(&mut maison(broker.address().port(), ""));
    house.stdout.until("ronde 1 ");
    house.signal("INT");
    let ended = house.end();
    assert!(ended.status.success(), "{ended:#?}");
    assert!(ended.stdout[1].ends_with("1 ronde, 25 messages."), "{ended:#?}");
}

#[test]
fn retain_keeps_states_and_not_movements() {
    let Some(broker) = kit() else { return };
    assert!(maison(broker.address().port(), "--retain --rounds 1 -q").status().expect("the house").success());
    let retained = Watcher::start(broker.address()).messages();
    assert_eq!(retained.len(), 20, "{retained:#?}");
    assert!(retained.iter().all(|message| !message.contains("mouvement")), "{retained:#?}");
}
