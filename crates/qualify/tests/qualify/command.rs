//! The `qualify` command as a terminal sees it.

use std::fs;
use std::net::SocketAddr;
use std::process::Command;

use assert_cmd::assert::OutputAssertExt;
use broker::{Config, Server};
use peers::installed;
use serde_json::Value;

use crate::liar::scripted;

fn qualify(address: SocketAddr) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qualify"));
    command.args(["-h", &address.ip().to_string(), "-p", &address.port().to_string()]);
    command
}

fn start() -> Server {
    Server::start(Config { port: 0, ..Config::default() }).expect("the broker starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn all_of_it_on_paper_and_for_programs() {
    let server = start();
    let folder = tempfile::tempdir().expect("a folder");
    let (json, html) = (folder.path().join("r.json"), folder.path().join("r.html"));
    let run = qualify(server.address())
        .arg("--patience=20")
        .arg("--json")
        .arg(&json)
        .arg("--html")
        .arg(&html)
        .assert();
    let output = run.code(0).get_output().clone();
    assert!(
        text(&output.stdout).ends_with("Ce broker respecte tout ce qui a été contrôlé.\n"),
        "{}",
        text(&output.stdout)
    );

    let report: Value = serde_json::from_slice(&fs::read(json).expect("the file")).expect("JSON");
    assert_eq!(report["format"], "atelier-mqtt/qualify/1");
    assert_eq!(report["broker"]["address"], server.address().to_string());
    assert_eq!(report["summary"]["not-kept"], 0);
    assert_eq!(report["statements"].as_array().map(Vec::len), Some(140));
    let first = &report["checks"][0];
    for field in ["name", "clauses", "sent", "expected", "got", "verdict", "duration_ms", "exchange"] {
        assert!(!first[field].is_null(), "{field} in {first}");
    }

    let page = fs::read_to_string(html).expect("the file");
    for wanted in [
        "Procès-verbal de recette",
        &server.address().to_string(),
        "MQTT-3.1.0-1",
        "MQTT-7.1.2-1",
        "Signatures",
    ] {
        assert!(page.contains(wanted), "no « {wanted} » in the page");
    }
    assert!(!page.contains("http"), "the page needs nothing from elsewhere");
}

#[test]
fn one_check_shows_its_packets() {
    let server = start();
    let run = qualify(server.address()).args(["--only", "will-on-cut"]).assert();
    let output = run.code(0).get_output().clone();
    let said = text(&output.stdout);
    assert!(said.starts_with("MQTT-3.1.2-8 · will-on-cut\u{a0}: respecté\n"), "{said}");
    assert!(said.contains("client au will · connexion coupée par le client"), "{said}");
    assert!(said.contains("abonné       ← PUBLISH q1 m1"), "{said}");

    let run = qualify(server.address()).args(["--only", "MQTT-4.8.0-2"]).assert();
    let said = text(&run.code(1).get_output().stderr);
    assert!(said.contains("MQTT-4.8.0-2 n’a pas de contrôle\u{a0}: une erreur interne"), "{said}");

    let run = qualify(server.address()).args(["--only", "will"]).assert();
    let said = text(&run.code(1).get_output().stderr);
    assert!(said.contains("«\u{a0}will\u{a0}» n’est ni un contrôle ni un énoncé"), "{said}");
}

#[test]
fn what_is_not_kept_is_told_and_makes_the_exit_code_1() {
    let liar = crate::liar::start(crate::liar::Lie { never_closes: true, ..crate::liar::HONEST });
    let run = qualify(liar.address).args(["--patience=1", "--only", "MQTT-3.1.0-2"]).assert();
    let said = text(&run.code(1).get_output().stdout);
    assert!(said.contains("NON RESPECTÉ"), "{said}");
    assert!(said.contains("obtenu   connexion toujours ouverte après 1\u{a0}s"), "{said}");
}

#[test]
fn what_is_no_broker_is_told() {
    let nobody = SocketAddr::from(([127, 0, 0, 1], peers::free_port()));
    let said = text(&qualify(nobody).assert().code(1).get_output().stderr);
    assert!(said.contains("Aucun broker ne répond"), "{said}");

    let web = scripted(|_| b"HTTP/1.1 400 Bad Request\r\n\r\n");
    let said = text(&qualify(web).args(["--patience=1"]).assert().code(1).get_output().stderr);
    assert!(said.contains("ne répond pas comme un broker MQTT 3.1.1"), "{said}");

    let mute = scripted(|_| b"");
    let said = text(&qualify(mute).args(["--patience=1"]).assert().code(1).get_output().stderr);
    assert!(said.contains("à un CONNECT ordinaire, rien."), "{said}");

    let refusing = scripted(|_| b"\x20\x02\x00\x05");
    let said = text(&qualify(refusing).assert().code(1).get_output().stderr);
    assert!(said.contains("-u alice -P secret"), "{said}");
}

/// A broker that says yes to CONNECT and PINGREQ, and nothing else, must not make anybody wait for ever.
#[test]
fn a_broker_that_does_nothing_is_judged_in_a_bounded_time() {
    let idle = scripted(|first| match first >> 4 {
        1 => b"\x20\x02\x00\x00",
        12 => b"\xd0\x00",
        _ => b"",
    });
    let run = qualify(idle).args(["--patience=1", "--json", "-"]).assert().code(1);
    let report: Value = serde_json::from_slice(&run.get_output().stdout).expect("JSON");
    assert_eq!(report["summary"]["not-checked"], 14);
    assert!(report["duration_ms"].as_u64().is_some_and(|ms| ms < 100_000), "{}", report["duration_ms"]);
}

/// The restart, with a Mosquitto that keeps what it knows on disk, and one that does not.
#[test]
fn what_a_restart_loses() {
    if !installed(&["mosquitto"]) {
        return;
    }
    for (persistence, code, verdict) in [("true", 0, "kept"), ("false", 1, "not-kept")] {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().display();
        let port = peers::free_port();
        let settings = format!(
            "listener {port} 127.0.0.1\nallow_anonymous true\npid_file {place}/pid\nlog_dest none\n\
             persistence {persistence}\npersistence_location {place}/\nuser root\n"
        );
        let file = folder.path().join("mosquitto.conf");
        fs::write(&file, settings).expect("its configuration");
        let start = format!("mosquitto -d -c {}", file.display());
        let stop =
            format!("p=$(cat {place}/pid) && kill $p && while kill -0 $p 2>/dev/null; do sleep 0.05; done");
        let shell = |command: &str| Command::new("sh").args(["-c", command]).status().expect("a shell");
        assert!(shell(&format!("{start} && while ! test -s {place}/pid; do sleep 0.05; done")).success());

        let address = SocketAddr::from(([127, 0, 0, 1], port));
        while std::net::TcpStream::connect(address).is_err() {
            std::thread::yield_now();
        }
        let run = qualify(address)
            .args(["--only", "restart-session", "--only", "restart-retained", "--json", "-", "--patience=5"])
            .args(["--restart-cmd", &format!("{stop}; {start}")])
            .assert();
        let output = run.get_output().clone();
        shell(&stop);
        assert_eq!(output.status.code(), Some(code), "{}{}", text(&output.stdout), text(&output.stderr));
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        for check in report["checks"].as_array().expect("checks") {
            assert_eq!(check["verdict"], verdict, "{check}");
        }
    }
}
