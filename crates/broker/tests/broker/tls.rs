//! TLS: real clients at each QoS, certificates of clients, and those who are not believed or say nothing.

use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use broker::{Config, Listener, Server};
use class_ca::Authority;
use peers::{Process, Sub, installed, publish};
use tempfile::TempDir;
use tls::{Admission, server as tls_server};

use crate::paho;
use crate::support::{Bystanders, journal, logged, start_with};

/// A broker that speaks TLS, then in clear, and the folder of its authority.
struct Class {
    folder: TempDir,
    server: Server,
    log: Receiver<String>,
}

impl Class {
    fn start(asks_certificates: bool, handshake_timeout: Duration) -> Class {
        let folder = TempDir::new().expect("a folder");
        let authority = Authority::in_folder(folder.path()).expect("an authority");
        let made = authority.server(&class_ca::here()).expect("a certificate");
        let admission =
            if asks_certificates { Admission::SignedBy(authority.file()) } else { Admission::Anybody };
        let (journal, log) = journal();
        let server = start_with(Config {
            tls: Some(tls_server(made.identity, admission).expect("a server")),
            more: vec![Listener { address: ([127, 0, 0, 1], 0).into(), tls: None }],
            handshake_timeout,
            journal,
            ..Config::default()
        });
        Class { folder, server, log }
    }

    fn in_tls(&self) -> SocketAddr {
        self.server.addresses()[0]
    }

    fn in_clear(&self) -> SocketAddr {
        self.server.addresses()[1]
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn logged(&self, text: &str) {
        logged(&self.log, text);
    }

    /// `mosquitto_pub` with these options of TLS; whether it succeeds.
    fn is_published(&self, options: &[&str]) -> bool {
        let port = self.in_tls().port().to_string();
        let mut command = Command::new("mosquitto_pub");
        command.args(["-h", "localhost", "-p", &port, "-q", "1", "-t", "t", "-m", "x"]).args(options);
        Process::start(&mut command).end().status.success()
    }
}

/// Fifty times this is longer than any test may take: served one after the other, the last would never come through.
const SOON: Duration = Duration::from_secs(3);
const LATE: Duration = Duration::from_secs(20);

#[test]
fn mosquittos_clients_at_each_qos() {
    if !installed(&["mosquitto_sub", "mosquitto_pub", "stdbuf"]) {
        return;
    }
    let class = Class::start(false, LATE);
    let ca = class.path("ca.pem");
    for granted in ["0", "1", "2"] {
        let mut sub = Sub::start(class.in_tls(), &["--cafile", &ca, "-q", granted, "-t", "t"]);
        for sent in ["0", "1", "2"] {
            publish(class.in_tls(), &["--cafile", &ca, "-q", sent, "-t", "t", "-m", "x"]);
            assert_eq!(sub.message(), format!("{} 0 t x", sent.min(granted)));
        }
        // The two listeners are of one broker.
        publish(class.in_clear(), &["-t", "t", "-m", "in clear"]);
        assert_eq!(sub.message(), "0 0 t in clear");
    }
}

#[test]
fn a_payload_of_a_megabyte_passes_in_tls() {
    if !installed(&["mosquitto_sub", "mosquitto_pub", "stdbuf"]) {
        return;
    }
    let class = Class::start(false, LATE);
    let (ca, file) = (class.path("ca.pem"), class.path("payload"));
    let payload = "0123456789abcdef".repeat(65_536);
    std::fs::write(&file, &payload).expect("written");
    let mut sub = Sub::start(class.in_tls(), &["--cafile", &ca, "-q", "2", "-t", "t"]);
    publish(class.in_tls(), &["--cafile", &ca, "-q", "2", "-t", "t", "-f", &file]);
    assert!(sub.message() == format!("2 0 t {payload}"), "the payload has changed on its way");
}

#[test]
fn paho_in_python_with_a_certificate_of_its_own() {
    if !paho::is_there() {
        return;
    }
    let class = Class::start(true, LATE);
    Authority::in_folder(class.folder.path()).and_then(|authority| authority.client("paho")).expect("made");
    let files = ["ca.pem", "paho.pem", "paho-key.pem"].map(|name| class.path(name));
    paho::gets_what_it_publishes("localhost", class.in_tls().port(), &files);
}

#[test]
fn a_certificate_is_asked_for_and_must_be_of_the_class() {
    if !installed(&["mosquitto_pub"]) {
        return;
    }
    let class = Class::start(true, LATE);
    let authority = Authority::in_folder(class.folder.path()).expect("the same");
    authority.client("poste07").expect("a certificate");
    let other = TempDir::new().expect("a folder");
    Authority::in_folder(other.path()).and_then(|other| other.client("poste07")).expect("a certificate");
    let foreign = |name: &str| other.path().join(name).display().to_string();
    let (ca, cert, key) = (class.path("ca.pem"), class.path("poste07.pem"), class.path("poste07-key.pem"));

    assert!(class.is_published(&["--cafile", &ca, "--cert", &cert, "--key", &key]));
    assert!(!class.is_published(&["--cafile", &ca]), "without a certificate");
    class.logged("il ne montre pas de certificat");
    let (cert, key) = (foreign("poste07.pem"), foreign("poste07-key.pem"));
    assert!(!class.is_published(&["--cafile", &ca, "--cert", &cert, "--key", &key]), "of another class");
    class.logged("n’est pas signé par une autorité");
}

#[test]
fn who_does_not_believe_the_broker_or_speaks_no_tls_is_told_apart_in_the_log() {
    if !installed(&["mosquitto_pub"]) {
        return;
    }
    let class = Class::start(false, LATE);
    assert!(!class.is_published(&[]), "in clear");
    class.logged("il ne parle pas TLS");
    let elsewhere = TempDir::new().expect("a folder");
    let authority = Authority::in_folder(elsewhere.path()).expect("an authority");
    assert!(!class.is_published(&["--cafile", &authority.file().display().to_string()]), "another authority");
    class.logged("il ne reconnaît pas l’autorité");
}

#[test]
fn silent_peers_block_nobody_and_are_closed_in_time() {
    let class = Class::start(false, SOON);
    let mut bystanders = Bystanders::at(class.in_clear());
    let silent: Vec<TcpStream> =
        (0..50).map(|_| TcpStream::connect(class.in_tls()).expect("the broker listens")).collect();
    bystanders.assert_unharmed();
    if installed(&["mosquitto_pub"]) {
        assert!(class.is_published(&["--cafile", &class.path("ca.pem")]), "behind fifty who say nothing");
    }
    for peer in silent {
        peer.set_read_timeout(Some(peers::LIMIT)).expect("a time");
        let read = std::io::Read::read(&mut &peer, &mut [0; 16]);
        assert_eq!(read.expect("it is closed"), 0);
    }
    class.logged("n’en finit pas");
    bystanders.assert_unharmed();
}

#[test]
fn a_handshake_does_not_hold_up_the_end() {
    let class = Class::start(false, LATE);
    let _silent = TcpStream::connect(class.in_tls()).expect("the broker listens");
    Bystanders::at(class.in_clear()).assert_unharmed();
    let before = Instant::now();
    class.server.stop();
    assert!(before.elapsed() < LATE / 2);
}
