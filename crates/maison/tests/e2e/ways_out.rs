//! How the house ends otherwise than by its last round.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Output, Stdio};

use crate::support::{Broker, Watcher, free_port, maison};

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
    let Some(broker) = Broker::mosquitto("allow_anonymous false") else { return };
    let house = maison(broker.port, "").output().expect("the house");
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
    let Some(broker) = Broker::mosquitto("allow_anonymous true") else { return };
    let mut house = maison(broker.port, "").stdout(Stdio::piped()).spawn().expect("the house");
    let mut output = BufReader::new(house.stdout.take().expect("its output"));
    let mut said = String::new();
    while !said.contains("ronde 1 ") {
        assert_ne!(output.read_line(&mut said).expect("a line"), 0, "{said}");
    }
    let interrupt = Command::new("kill").args(["-INT", &house.id().to_string()]).status();
    assert!(interrupt.expect("kill").success());
    output.read_to_string(&mut said).expect("the rest");
    assert!(house.wait().expect("its end").success(), "{said}");
    assert!(said.contains("Fin : 1 ronde, 25 messages."), "{said}");
}

#[test]
fn retain_keeps_states_and_not_movements() {
    let Some(broker) = Broker::mosquitto("allow_anonymous true") else { return };
    assert!(maison(broker.port, "--retain --rounds 1 -q").status().expect("the house").success());
    let retained = Watcher::start(broker.port).messages();
    assert_eq!(retained.len(), 20, "{retained:#?}");
    assert!(retained.iter().all(|message| !message.contains("mouvement")), "{retained:#?}");
}
