//! With the real Mosquitto and its clients: what logdump shows is what Mosquitto itself says.

mod common;

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use common::{Logdump, Running, listener};

/// Where a program is; Mosquitto's broker lies outside of most people's PATH.
fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    folders.map(|folder| folder.join(name)).find(|path| fs::metadata(path).is_ok_and(|data| data.is_file()))
}

/// The broker and the clients, unless one of them is missing.
fn peers() -> Option<[PathBuf; 3]> {
    let found = ["mosquitto", "mosquitto_pub", "mosquitto_sub"].map(program);
    if let [Some(broker), Some(publisher), Some(subscriber)] = found {
        return Some([broker, publisher, subscriber]);
    }
    assert!(env::var_os("ATELIER_REQUIRE_PEERS").is_none_or(|value| value != "1"), "mosquitto absent");
    eprintln!("mosquitto absent : test non exécuté");
    None
}

/// A Mosquitto on a free port, and its log, line by line.
fn mosquitto(program: &PathBuf) -> (Running, SocketAddr, mpsc::Receiver<String>) {
    let (free, address) = listener();
    drop(free);
    let mut child = Command::new(program)
        .args(["-v", "-p", &address.port().to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("mosquitto starts");
    let log = BufReader::new(child.stderr.take().expect("piped"));
    let running = Running(child);
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || log.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
    assert!(lines.iter().any(|line| line.ends_with(" running")), "mosquitto has not started");
    (running, address, lines)
}

/// The lines about packets of one client in one direction, without time nor arrow. (What goes one way may cross
/// what goes the other.) CONNECT is left out: Mosquitto logs it otherwise.
fn packets<'a>(lines: &'a [String], verb: &str, client: &str) -> Vec<&'a str> {
    let about = [format!(" from {client}"), format!(" to {client}")];
    lines
        .iter()
        .filter_map(|line| line.find(verb).map(|at| &line[at..]))
        .filter(|line| about.iter().any(|about| line.contains(about)) && !line.contains("CONNECT from"))
        .collect()
}

#[test]
fn each_packet_is_shown_as_mosquitto_logs_it() {
    let Some([broker, publisher, subscriber]) = peers() else {
        return;
    };
    let (_broker, to, log) = mosquitto(&broker);
    let mut logdump = Logdump::start(to, &[]);
    let port = logdump.address.port().to_string();

    let sub = ["-p", &port, "-i", "bob", "-q", "2", "-t", "maison/#", "-C", "3", "-W", "10", "-v"];
    let sub = Command::new(subscriber).args(sub).stdout(Stdio::piped()).spawn().unwrap();
    let mut shown = logdump.lines_until(|line| line.contains("Sending SUBACK to bob"));
    for qos in ["0", "1", "2"] {
        let options = ["-p", &port, "-i", "alice", "-q", qos, "-t", "maison/été", "-m", "21,5 °C", "-r"];
        assert!(Command::new(&publisher).args(options).status().unwrap().success());
    }
    let received = sub.wait_with_output().unwrap();
    let expected = "maison/été 21,5 °C\n".repeat(3);
    assert_eq!(String::from_utf8(received.stdout).unwrap(), expected, "what passes is unchanged");

    shown.extend(logdump.lines_until(|line| line.contains("- bob")));
    let mut logged = Vec::new();
    while !logged.last().is_some_and(|line: &String| line.contains("Client bob disconnected")) {
        logged.push(log.recv().expect("mosquitto runs"));
    }
    for (verb, client) in
        [("Received ", "alice"), ("Sending ", "alice"), ("Received ", "bob"), ("Sending ", "bob")]
    {
        assert_eq!(packets(&shown, verb, client), packets(&logged, verb, client), "{verb}… {client}");
    }
    let to_bob = packets(&shown, "Sending ", "bob");
    assert!(
        to_bob.iter().any(|line| line.starts_with("Sending PUBREL to bob (m")),
        "QoS 2 was seen: {to_bob:#?}"
    );
}
