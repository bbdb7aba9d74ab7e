//! The `broker` command as a terminal sees it.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::{Command, Stdio};

use assert_cmd::Command as Run;
use mqtt_packet::Qos;
use peers::Process;

use crate::support::Client;

const BROKER: &str = env!("CARGO_BIN_EXE_broker");

/// Starts `broker -p 0` with more arguments, and reads its address in its first line.
fn start(arguments: &[&str]) -> (Process, SocketAddr) {
    let mut broker = Process::start(Command::new(BROKER).args(["-p", "0"]).args(arguments));
    let first = broker.stdout.next().expect("a first line");
    (broker, address(&first))
}

fn address(first_line: &str) -> SocketAddr {
    let address = first_line.strip_prefix("Le broker écoute sur ").and_then(|rest| rest.strip_suffix('.'));
    let address = address.and_then(|address| address.parse().ok());
    address.unwrap_or_else(|| panic!("no address in « {first_line} »"))
}

#[test]
fn the_first_line_is_the_address_and_the_next_say_who_can_connect() {
    let (mut broker, address) = start(&[]);
    assert!(address.ip().is_loopback());
    assert!(
        broker
            .stdout
            .until("Ctrl-C pour l’arrêter.")
            .concat()
            .contains("Seuls les programmes de cette machine")
    );
    Client::connect(address, "alice").assert_served();
    broker.stdout.until(" as alice (p2, c1, k0).");
}

#[test]
fn a_broker_open_to_the_network_says_so() {
    let (mut broker, address) = start(&["--bind", "0.0.0.0"]);
    assert!(address.ip().is_unspecified());
    let said = broker.stdout.until("Ctrl-C").concat();
    assert!(said.contains("Attention\u{a0}: toute machine"), "{said}");
}

#[test]
fn packets_are_shown_with_v_only() {
    for (arguments, shown) in [(&[][..], false), (&["-v"][..], true)] {
        let (mut broker, address) = start(arguments);
        Client::connect(address, "alice").subscribe("t", Qos::AtMostOnce);
        let log = broker.stdout.until("Client alice closed its connection.").join("\n");
        assert_eq!(log.contains("Received SUBSCRIBE from alice"), shown, "{log}");
    }
}

#[test]
fn signals_end_it_with_0_and_close_the_connections() {
    for signal in ["INT", "TERM"] {
        let (broker, address) = start(&[]);
        let mut client = Client::connect(address, "alice");
        broker.signal(signal);
        assert_eq!(client.receive(), None, "SIG{signal} leaves the connection open");
        drop(client);
        let ended = broker.end();
        assert_eq!(ended.status.code(), Some(0), "SIG{signal}: {ended:#?}");
        assert!(ended.stdout.last().is_some_and(|line| line.starts_with("Arrêt du broker")), "{ended:#?}");
        assert!(ended.stderr.is_empty(), "{ended:#?}");
    }
}

/// `broker -v | head -1`: it ends with the next line, which nobody reads.
#[test]
fn it_ends_when_nobody_reads_its_log() {
    let mut broker = Command::new("timeout");
    broker.args(["--signal=KILL", "60", BROKER, "-p", "0", "-v"]).stdout(Stdio::piped());
    let mut broker = broker.spawn().expect("the broker");
    let mut first = String::new();
    // The reader is dropped after one line.
    BufReader::new(broker.stdout.take().expect("it is piped")).read_line(&mut first).expect("a line");
    let mut client = Client::open(address(first.trim_end()));
    assert_eq!(client.receive(), None);
    drop(client);
    assert_eq!(broker.wait().expect("its status").code(), Some(0));
}

#[test]
fn a_limit_of_open_files_is_told_and_passes() {
    let mut limited = Command::new("sh");
    limited.args(["-c", r#"ulimit -n 20; exec "$0" -p 0"#, BROKER]);
    let mut broker = Process::start(&mut limited);
    let first = broker.stdout.next().expect("a first line");
    let address = address(&first);
    let crowd: Vec<Client> = (0..30).map(|_| Client::open(address)).collect();
    broker
        .stdout
        .until("une connexion ne peut pas être acceptée\u{a0}: le système n’en accorde pas davantage");
    drop(crowd);
    Client::connect(address, "alice").assert_served();
}

#[test]
fn what_cannot_be_is_refused_in_french() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let table: [(&[&str], &str); 6] = [
        (&["-p", &port], "est déjà pris"),
        (&["-p", "70000"], "un nombre de 0 à 65535 est attendu"),
        (&["-p", "mille"], "un nombre entier est attendu"),
        // An address kept for examples: of no machine.
        (&["-p", "0", "--bind", "192.0.2.1"], "n’est pas une adresse de cette machine"),
        (&["-p", "0", "--bind", "ici"], "valeur «\u{a0}ici\u{a0}» incorrecte"),
        (&["--prot", "1883"], "option inconnue `--prot`"),
    ];
    for (arguments, expected) in table {
        let output = Run::new(BROKER).args(arguments).timeout(peers::LIMIT).output().expect("the broker");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains(expected), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn help_is_french_and_complete() {
    let output = Run::new(BROKER).arg("--help").timeout(peers::LIMIT).output().expect("the broker");
    assert!(output.status.success());
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout));
}
