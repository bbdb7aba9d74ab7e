//! Faults on real connections, and what the command says about them.

mod common;

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use common::{Logdump, listener};

const CONNECT: &[u8] = b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01a";
const PUBLISH: &[u8] = b"\x32\x06\x00\x01t\x00\x07x";
const RESENT: &[u8] = b"\x3a\x06\x00\x01t\x00\x07x";

fn logdump(arguments: &[&str]) -> String {
    let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
    let output = command.args(arguments).env_remove("CARGO_MANIFEST_DIR").output().expect("it runs");
    assert_eq!(output.status.code(), Some(i32::from(!output.stderr.is_empty())), "{output:?}");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("in UTF-8")
}

fn read(stream: &mut TcpStream, size: usize) -> Vec<u8> {
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time");
    let mut bytes = vec![0; size];
    stream.read_exact(&mut bytes).expect("so many bytes");
    bytes
}

/// Whether the connection ends, one way or the other, without another byte.
fn ends(mut stream: TcpStream) -> bool {
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time");
    match stream.read(&mut [0; 10]) {
        Ok(size) => size == 0,
        Err(error) => error.kind() == ErrorKind::ConnectionReset,
    }
}

#[test]
fn after_a_cut_nothing_more_comes_on_either_side() {
    let (broker, to) = listener();
    let mut logdump = Logdump::start(to, &["--time", "none", "--fault", "couper après PUBLISH 1 chez a"]);
    let mut client = TcpStream::connect(logdump.address).unwrap();
    let (mut accepted, _) = broker.accept().unwrap();
    client.write_all(&[CONNECT, PUBLISH, PUBLISH].concat()).unwrap();
    assert_eq!(read(&mut accepted, CONNECT.len() + PUBLISH.len()), [CONNECT, PUBLISH].concat());
    assert!(ends(accepted), "the broker sees the cut");
    assert!(ends(client), "the client sees it too");
    let lines = logdump.lines_until(|line| line.starts_with('✂'));
    assert_eq!(lines.last().map(String::as_str), Some("✂ a\u{a0}: logdump coupe ici"));
}

#[test]
fn one_byte_after_another_makes_the_same_packets() {
    let (broker, to) = listener();
    let logdump = Logdump::start(to, &["--fault", "doubler PUBLISH"]);
    let mut client = TcpStream::connect(logdump.address).unwrap();
    let (mut accepted, _) = broker.accept().unwrap();
    client.set_nodelay(true).unwrap();
    for byte in [CONNECT, PUBLISH].concat() {
        client.write_all(&[byte]).unwrap();
    }
    assert_eq!(read(&mut accepted, 31), [CONNECT, PUBLISH, PUBLISH].concat());
}

/// More than all buffers hold, both ways at once, with a peer that does not read before it has written all.
#[test]
fn under_a_fault_that_never_comes_all_passes() {
    const COUNT: usize = 200_000;
    let (broker, to) = listener();
    let logdump = Logdump::start(to, &["--fault", "couper avant DISCONNECT 7", "--type", "CONNECT"]);
    let client = TcpStream::connect(logdump.address).unwrap();
    let (accepted, _) = broker.accept().unwrap();
    let writing = |stream: &TcpStream| {
        let mut stream = stream.try_clone().unwrap();
        std::thread::spawn(move || {
            stream.write_all(&PUBLISH.repeat(COUNT)).unwrap();
            stream.shutdown(std::net::Shutdown::Write).unwrap();
        })
    };
    let (up, down) = (writing(&client), writing(&accepted));
    for mut stream in [accepted, client] {
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        assert_eq!(all.len(), PUBLISH.len() * COUNT);
    }
    up.join().unwrap();
    down.join().unwrap();
}

#[test]
fn an_unanswered_publish_is_sent_again() {
    let (broker, to) = listener();
    let logdump = Logdump::start(to, &["--fault", "renvoyer PUBLISH après 50 ms"]);
    let mut client = TcpStream::connect(logdump.address).unwrap();
    let (mut accepted, _) = broker.accept().unwrap();
    client.write_all(PUBLISH).unwrap();
    assert_eq!(read(&mut accepted, 24), [PUBLISH, RESENT, RESENT].concat());
}

#[test]
fn each_listener_has_its_broker() {
    let ((first, to), (second, and_to)) = (listener(), listener());
    let and_to = and_to.to_string();
    let mut logdump = Logdump::start(to, &["--listen", "0", "--to", &and_to, "--time", "none"]);
    let other = logdump.stderr.by_ref().map(Result::unwrap).find_map(|line| {
        line.strip_prefix("logdump écoute sur ").and_then(|rest| rest.split(' ').next().map(str::to_owned))
    });
    let _one = TcpStream::connect(logdump.address).unwrap();
    first.accept().unwrap();
    let _two = TcpStream::connect(other.expect("it says where")).unwrap();
    second.accept().unwrap();
    let lines = logdump.lines_until(|line| line.contains(&and_to));
    assert!(lines[0].ends_with(&format!("to {to}.")), "{lines:#?}");
}

#[test]
fn what_is_wrong_with_a_line() {
    let table = [
        "coupé avant PUBACK 1",
        "couper avant PUBAK 1",
        "couper PUBACK",
        "couper après 20",
        "couper avant PUBACK 0",
        "couper avant PUBACK 1 vers le serveur",
        "couper avant PUBACK 1 puis pleurer",
        "retarder PUBLISH",
        "retarder PUBLISH de 500",
        "retarder PUBLISH de 2 s à 500 ms",
        "limiter à 100",
        "renvoyer SUBSCRIBE après 1 s",
        "perdre",
        "couper avant PUBACK 1 chez a chez b",
        "couper avant PUBACK 1 chez \"a",
    ];
    let said: Vec<String> = table.iter().map(|line| logdump(&["--fault", line])).collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_script_tells_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("panne.txt");
    std::fs::write(&file, "# deux coupures\ncouper avant PUBACK 1\ncouper avant PUBRECC 1\n").unwrap();
    let said = logdump(&["--faults", &file.display().to_string()]);
    assert!(
        said.contains("panne.txt, ligne 3, colonne 14") && said.contains("Vouliez-vous dire PUBREC"),
        "{said}"
    );
}

#[test]
fn options_of_the_proxy_that_do_not_go_together() {
    let said = logdump(&["--listen", "0", "--to", "127.0.0.1:1", "--to", "127.0.0.1:2"]);
    assert!(said.contains("donnez un --to pour chaque --listen"), "{said}");
    let said = logdump(&["trace.jsonl", "--fault", "couper avant PUBACK 1"]);
    assert!(said.contains("--fault") && said.contains("FICHIER"), "{said}");
    let said = logdump(&["--recipe", "qos1"]);
    assert!(said.contains("il n’y a pas de recette «\u{a0}qos1\u{a0}»"), "{said}");
    let said = logdump(&["--cafile", "/nulle/part.pem"]);
    assert!(
        said.contains("impossible de lire /nulle/part.pem\u{a0}: fichier ou dossier introuvable"),
        "{said}"
    );
}

#[test]
fn recipes_are_listed_in_80_columns() {
    let list = logdump(&["recettes"]);
    assert!(list.lines().all(|line| line.chars().count() <= 80), "{list}");
    insta::assert_snapshot!(list);
}
