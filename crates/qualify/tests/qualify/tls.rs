//! The same checks over TLS, on Mosquitto, with certificates of OpenSSL.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Output};

use peers::Mosquitto;
use tempfile::TempDir;

/// A folder with an authority, a certificate that it has signed for `localhost` and one for a client.
fn certificates() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let make = |name: &str, more: &[&str]| {
        let mut command = Command::new("openssl");
        command.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"]);
        command.args([
            &format!("/CN={name}"),
            "-keyout",
            &format!("{name}.key"),
            "-out",
            &format!("{name}.crt"),
        ]);
        let output = command.args(more).current_dir(folder.path()).output().expect("openssl");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    make("ca", &[]);
    make("other", &[]);
    let signed = ["-CA", "ca.crt", "-CAkey", "ca.key", "-addext", "basicConstraints=critical,CA:FALSE"];
    make("broker", &[&signed[..], &["-addext", "subjectAltName=DNS:localhost"]].concat());
    make("client", &signed);
    folder
}

fn mosquitto(folder: &Path, more: &str) -> Option<Mosquitto> {
    if !peers::installed(&["openssl"]) {
        return None;
    }
    let place = folder.display();
    Mosquitto::start(&format!(
        "allow_anonymous true\ncafile {place}/ca.crt\ncertfile {place}/broker.crt\nkeyfile {place}/broker.key\nuser root\n{more}"
    ))
}

fn qualify(folder: &Path, address: SocketAddr, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qualify"));
    command.args(["-p", &address.port().to_string()]).args(arguments).current_dir(folder);
    command.output().expect("qualify")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// What a broker keeps does not depend on who can read the line.
#[test]
fn the_verdicts_are_those_of_a_clear_line() {
    let folder = certificates();
    let Some(secure) = mosquitto(folder.path(), "") else { return };
    let Some(clear) = Mosquitto::start("") else { return };
    let verdicts = |output: Output| -> Vec<(String, String)> {
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let statements = report["statements"].as_array().expect("statements").iter();
        statements.map(|one| (one["id"].to_string(), one["verdict"].to_string())).collect()
    };
    let over_tls = ["-h", "localhost", "--cafile", "ca.crt", "--json", "-"];
    let over_tls = verdicts(qualify(folder.path(), secure.address, &over_tls));
    assert_eq!(over_tls, verdicts(qualify(folder.path(), clear.address, &["--json", "-"])));
    assert!(over_tls.iter().filter(|(_, verdict)| verdict.contains("kept")).count() > 100);
}

#[test]
fn a_broker_that_asks_for_a_certificate_is_shown_one() {
    let folder = certificates();
    let Some(broker) = mosquitto(folder.path(), "require_certificate true") else { return };
    let usual = ["-h", "localhost", "--cafile", "ca.crt", "--only", "connect-accepted"];
    let output = qualify(
        folder.path(),
        broker.address,
        &[&usual[..], &["--cert", "client.crt", "--key", "client.key"]].concat(),
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = qualify(folder.path(), broker.address, &usual);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}

#[test]
fn what_is_wrong_is_said_before_anything_is_checked() {
    let folder = certificates();
    let Some(broker) = mosquitto(folder.path(), "") else { return };
    fs::write(folder.path().join("empty.crt"), "").expect("a file");
    let table: [(&[&str], &str); 6] = [
        (&["-h", "localhost", "--cafile", "other.crt"], "autorité inconnue"),
        (&["-h", "127.0.0.1", "--cafile", "ca.crt"], "n’est pas au nom de «\u{a0}127.0.0.1\u{a0}»"),
        (&["-h", "localhost", "--cafile", "none.crt"], "impossible de lire none.crt"),
        (&["-h", "localhost", "--cafile", "empty.crt"], "ne contient pas de certificat"),
        (
            &["-h", "localhost", "--cafile", "ca.crt", "--cert", "client.crt", "--key", "broker.key"],
            "n’est pas celle du certificat",
        ),
        (&["-h", "localhost"], "ne répond pas comme un broker"),
    ];
    for (arguments, expected) in table {
        let output = qualify(folder.path(), broker.address, arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
    }

    let Some(clear) = Mosquitto::start("") else { return };
    let output = qualify(folder.path(), clear.address, &["-h", "localhost", "--cafile", "ca.crt"]);
    assert!(said(&output).contains("TLS avec localhost"), "{}", said(&output));
}
