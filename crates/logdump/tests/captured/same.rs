//! One exchange, seen three ways: by a capture, by the broker's log, and live.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use peers::{Mosquitto, Sub, publish};

use crate::capture::Capture;
use crate::common::Logdump;

const OPTIONS: [&str; 4] = ["--ladder", "--time", "none", "--as-log"];

/// The three ladders.
struct Ladders {
    capture: Vec<String>,
    log: Vec<String>,
    live: Vec<String>,
}

/// The broker's log and what logdump shows live, as far as they have come.
struct Seen {
    broker: Mosquitto,
    log: Vec<String>,
    logdump: Logdump,
    live: Vec<String>,
}

impl Seen {
    /// Waits until both have told the end of a connection: a client that has sent DISCONNECT leaves at once, and the
    /// next one might come before the broker knows. `is_shown` when it is of a client that is shown live.
    fn end_of_connection(&mut self, is_shown: bool) {
        self.log.extend(self.broker.log().until(" disconnected."));
        if is_shown {
            self.live.extend(self.logdump.lines_until(|row| row.contains("connexion fermée")));
        }
    }
}

/// Plays an exchange of so many connections through a proxy, and draws it three times. `options` are added.
fn ladders(
    exchange: impl FnOnce(SocketAddr, &mut Seen),
    connections: usize,
    options: &[&str],
) -> Option<Ladders> {
    let broker = Mosquitto::start("")?;
    let port = broker.address.port();
    let capture = Capture::start(port)?;
    let options = [&OPTIONS, options].concat();
    let logdump = Logdump::start(broker.address, &options);
    let address = logdump.address;
    let mut seen = Seen { broker, log: Vec::new(), logdump, live: Vec::new() };
    exchange(address, &mut seen);

    let folder = tempfile::tempdir().expect("a folder");
    let (bytes, _) = capture.until(connections);
    let captured = folder.path().join("capture.pcapng");
    fs::write(&captured, bytes).expect("a file");
    let logged = folder.path().join("mosquitto.log");
    fs::write(&logged, seen.log.join("\n")).expect("a file");
    Some(Ladders {
        capture: drawn(&captured, &[&options[..], &["--port", &port.to_string()]].concat()),
        log: drawn(&logged, &options),
        live: seen.live.iter().map(|row| comparable(row)).collect(),
    })
}

fn drawn(file: &Path, options: &[&str]) -> Vec<String> {
    let mut command = assert_cmd::Command::cargo_bin("logdump").expect("built");
    let output = command.arg(file).args(options).assert().success().get_output().stdout.clone();
    String::from_utf8(output).expect("in UTF-8").lines().map(comparable).collect()
}

/// A row without what cannot be the same: through a proxy, the broker sees the ports of the proxy; and after
/// DISCONNECT both sides close, in no certain order.
fn comparable(row: &str) -> String {
    let row = row.replace("fermée par le broker", "fermée par le client");
    let Some((before, port)) = row.split_once("127.0.0.1:") else { return row };
    let after = port.trim_start_matches(|character: char| character.is_ascii_digit());
    // The columns stay where they are: the row is compared without its spaces.
    format!("{before}127.0.0.1 {}", after.trim_start())
}

#[track_caller]
fn assert_same(ladders: &Ladders) {
    let Ladders { capture, log, live } = ladders;
    assert_eq!(capture, log, "\nthe capture:\n{}\n\nthe log:\n{}", capture.join("\n"), log.join("\n"));
    assert_eq!(live, log, "\nlive:\n{}\n\nthe log:\n{}", live.join("\n"), log.join("\n"));
}

/// One client at a time, so that nothing crosses: the order of all rows is certain.
#[test]
#[cfg(unix)]
fn a_capture_the_broker_s_log_and_a_live_run_give_the_same_ladder() {
    let exchange = |address: SocketAddr, seen: &mut Seen| {
        for qos in ["0", "1", "2"] {
            let topic = format!("maison/été/{qos}");
            let will = ["--will-topic", "w/é", "--will-payload", "fini", "--will-qos", "1", "-k", "20"];
            let options = ["-i", "thermo", "-q", qos, "-r", "-t", &topic, "-m", "21,5 °C", "-u", "jean"];
            publish(address, &[&options[..], &will].concat());
            seen.end_of_connection(true);
            // What is retained comes after SUBACK, alone.
            let sub = Command::new("mosquitto_sub")
                .args(["-h", "127.0.0.1", "-p", &address.port().to_string()])
                .args(["-i", "ecran", "-q", qos, "-t", &topic, "-C", "1", "-c"])
                .output()
                .expect("mosquitto_sub");
            assert!(sub.status.success(), "{sub:?}");
            seen.end_of_connection(true);
        }
    };
    let Some(ladders) = ladders(exchange, 6, &[]) else { return };
    assert_same(&ladders);
    let all = ladders.log.join("\n");
    for packet in [
        "CONNECT «\u{a0}thermo\u{a0}» c1 k20 u'jean' will q1 w/é",
        "PUBLISH RETAIN q0 maison/été/0 (8 octets)",
        "PUBACK m1",
        "PUBCOMP m1",
        "SUBACK q2",
        "DISCONNECT",
    ] {
        assert!(all.contains(packet), "{packet} is in the exchange:\n{all}");
    }
}

/// Two clients at once: what goes to one may cross what comes from the other, but each has one order.
#[test]
#[cfg(unix)]
fn the_same_for_each_of_two_clients_at_once() {
    for client in ["ecran", "thermo"] {
        let exchange = |address: SocketAddr, seen: &mut Seen| {
            let mut sub = Sub::start(address, &["-i", "ecran", "-q", "2", "-t", "maison/#"]);
            for qos in ["0", "1", "2"] {
                publish(address, &["-i", "thermo", "-q", qos, "-t", "maison/salon", "-m", "21"]);
                sub.message();
                seen.end_of_connection(client == "thermo");
            }
            sub.stop();
            seen.end_of_connection(client == "ecran");
        };
        let Some(ladders) = ladders(exchange, 4, &["--client", client]) else { return };
        assert_same(&ladders);
        assert!(ladders.log.iter().any(|row| row.contains("PUBCOMP")), "{:#?}", ladders.log);
    }
}
