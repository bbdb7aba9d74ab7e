//! `broker --engine rumqttd`, with the kit's own broker in rumqttd's place: a real process, which can be stopped as
//! one that freezes; and with rumqttd itself, where it is built.
#![cfg(unix)]

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use mqtt_packet::{Connect, Qos};
use peers::Process;
use tempfile::TempDir;

use crate::support::Client;

const BROKER: &str = env!("CARGO_BIN_EXE_broker");

/// A folder with the broker and, beside it, what it takes for rumqttd: a shell script.
fn folder(engine: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(BROKER, folder.path().join("broker")).expect("a copy");
    let script = folder.path().join("broker-rumqttd");
    fs::write(&script, format!("#!/bin/sh\n{engine}\n")).expect("a script");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("it may run");
    folder
}

fn command(folder: &TempDir) -> Command {
    let mut command = Command::new(folder.path().join("broker"));
    command.args(["--engine", "rumqttd", "-p", "0"]).current_dir(folder.path());
    command
}

/// A broker in a running engine, with the engine's address and the number of its process.
fn start(folder: &TempDir) -> (Process, SocketAddr, u32) {
    let mut broker = Process::start(&mut command(folder));
    let first = broker.stdout.next().expect("a first line");
    let address = first.strip_prefix("Le broker écoute sur ").and_then(|rest| rest.strip_suffix('.'));
    let address = address.and_then(|address| address.parse().ok());
    let address = address.unwrap_or_else(|| panic!("no address in « {first} »"));
    let said = broker.stdout.until("(pid ").concat();
    let pid = said.split_once("(pid ").and_then(|(_, rest)| rest.split(')').next()?.parse().ok());
    (broker, address, pid.expect("the number of its process"))
}

/// The kit's broker in its place, under the same number of process.
fn kit() -> String {
    format!("exec '{BROKER}' -p \"$2\"")
}

fn signal(process: u32, name: &str) -> bool {
    let status = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).status();
    status.expect("kill is installed").success()
}

#[test]
fn one_that_freezes_is_told_and_its_return_too() {
    let folder = folder(&kit());
    let (mut broker, address, engine) = start(&folder);
    Client::connect(address, "alice").assert_served();
    assert!(signal(engine, "STOP"));
    let told = broker.stdout.until("rumqttd ne répond plus").pop().expect("a line");
    let time = told.split('\u{a0}').next().expect("the time");
    assert_eq!((time.len(), time.matches(':').count()), (8, 2), "{told}");
    assert!(told.contains("pas de CONNACK"), "{told}");
    assert!(signal(engine, "CONT"));
    broker.stdout.until("rumqttd répond de nouveau, après ");
    Client::connect(address, "alice").assert_served();
    // Killed, it could not end the engine; and this one, unlike rumqttd's command, does not end with its input.
    broker.signal("TERM");
    assert_eq!(broker.end().status.code(), Some(0));
}

/// One that is stopped hears neither SIGTERM nor the end of its input.
#[test]
fn it_ends_with_the_broker_even_when_it_is_frozen() {
    let folder = folder(&kit());
    let (broker, _, engine) = start(&folder);
    assert!(signal(engine, "STOP"));
    broker.signal("TERM");
    let ended = broker.end();
    assert_eq!(ended.status.code(), Some(0), "{ended:#?}");
    assert!(ended.stdout.last().is_some_and(|line| line.starts_with("Arrêt de rumqttd")), "{ended:#?}");
    assert!(ended.stderr.is_empty(), "{ended:#?}");
    assert!(!signal(engine, "0"), "the engine is still there");
}

#[test]
fn one_that_ends_by_itself_is_told_and_makes_the_exit_code_1() {
    let folder = folder(&kit());
    let (broker, _, engine) = start(&folder);
    assert!(signal(engine, "KILL"));
    let ended = broker.end();
    assert_eq!(ended.status.code(), Some(1), "{ended:#?}");
    let said = ended.stderr.concat();
    assert!(said.contains("rumqttd s’est arrêté de lui-même"), "{said}");
    assert!(said.contains("--engine rumqttd -p 0"), "{said}");
}

#[test]
fn what_it_complains_of_is_told_once() {
    let folder = folder("echo no luck >&2; echo no luck >&2; echo bad luck >&2; exit 3");
    let ended = Process::start(&mut command(&folder)).end();
    assert_eq!(ended.status.code(), Some(1), "{ended:#?}");
    assert!(ended.stderr.concat().contains("avant d’écouter (code de sortie 3)"), "{ended:#?}");
    assert_eq!(ended.stdout, ["rumqttd\u{a0}: no luck", "rumqttd\u{a0}: bad luck"]);
}

/// Where nobody can be asked, the command that builds it is told.
#[test]
fn one_that_is_not_built_is_told_with_the_command_that_builds_it() {
    let kit = tempfile::tempdir().expect("a folder");
    let package = kit.path().join("crates/broker-rumqttd");
    fs::create_dir_all(&package).expect("a folder");
    fs::write(package.join("Cargo.toml"), "[package]\n").expect("a manifest");
    fs::copy(BROKER, kit.path().join("broker")).expect("a copy");
    let ended = Process::start(&mut command(&kit)).end();
    assert_eq!(ended.status.code(), Some(1), "{ended:#?}");
    let said = ended.stderr.join("\n");
    assert!(said.contains("cargo build --manifest-path crates/broker-rumqttd/Cargo.toml"), "{said}");

    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::copy(BROKER, elsewhere.path().join("broker")).expect("a copy");
    let said = Process::start(&mut command(&elsewhere)).end().stderr.join("\n");
    assert!(said.contains("ni à côté de ce programme, ni dans le kit"), "{said}");
}

#[test]
fn what_it_cannot_do_is_refused() {
    for option in [&["-v"][..], &["--bind", "0.0.0.0"], &["--web", "8080"], &["--max-packet", "9"]] {
        let folder = folder(&kit());
        let ended = Process::start(command(&folder).args(option)).end();
        assert_eq!(ended.status.code(), Some(1), "{option:?}: {ended:#?}");
        assert!(ended.stderr.concat().contains("ne va pas avec"), "{option:?}: {ended:#?}");
    }
}

/// A topic that begins with « é » stops rumqttd 0.20 for everybody, as soon as somebody has subscribed to anything
/// `[MQTT-1.5.3-3]`.
#[test]
fn rumqttd_itself_freezes_and_is_told() {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../broker-rumqttd/target/debug/broker-rumqttd");
    if !peers::available("broker-rumqttd", built.is_file()) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(BROKER, folder.path().join("broker")).expect("a copy");
    symlink(built, folder.path().join("broker-rumqttd")).expect("a link");
    let (mut broker, address, engine) = start(&folder);
    // It refuses a keep-alive of 0, which asks for none.
    let mut subscriber = Client::connect_as(address, Connect::new("alice"));
    subscriber.subscribe("maison/#", Qos::AtMostOnce);
    Client::connect_as(address, Connect::new("bob")).publish("été/x", "a", None);
    broker.stdout.until("is not a char boundary");
    broker.stdout.until("rumqttd ne répond plus");
    broker.signal("INT");
    assert_eq!(broker.end().status.code(), Some(0));
    assert!(!signal(engine, "0"), "the engine is still there");
}
