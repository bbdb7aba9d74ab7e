//! TLS: the publisher and Mosquitto with a certificate of this test.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use broker::{Config, Server};
use peers::{Ended, Mosquitto, Process, Sub, installed};
use tempfile::TempDir;

use crate::support::{python, script};

/// A certificate of an authority made for this test, and a key.
struct Authority {
    folder: TempDir,
}

impl Authority {
    /// An authority that signs a certificate of the machine « localhost ».
    fn new() -> Authority {
        let authority = Authority { folder: tempfile::tempdir().expect("a folder") };
        authority
            .openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=essai -keyout ca.key -out ca.crt");
        authority.openssl(
            "req -newkey rsa:2048 -nodes -subj /CN=localhost -addext subjectAltName=DNS:localhost \
             -keyout broker.key -out broker.csr",
        );
        authority.openssl(
            "x509 -req -in broker.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy \
             -out broker.crt",
        );
        authority
    }

    fn openssl(&self, arguments: &str) {
        let mut command = Command::new("openssl");
        command.args(arguments.split_whitespace()).current_dir(self.folder.path());
        let status = command.stdin(Stdio::null()).stderr(Stdio::null()).status();
        assert!(status.expect("openssl starts").success(), "openssl {arguments}");
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn broker(&self) -> Option<Mosquitto> {
        let [certificate, key] =
            ["broker.crt", "broker.key"].map(|name| self.file(name).display().to_string());
        // Started by root, it would change to a user of its own, who may not read the key.
        Mosquitto::start(&format!("certfile {certificate}\nkeyfile {key}\nuser root"))
    }
}

fn publish(host: &str, port: u16, authority: &Path, arguments: &str) -> Ended {
    let arguments =
        format!("-h {host} -p {port} --cafile {} -i essai -t a -m bonjour {arguments}", authority.display());
    Process::start(&mut script(python().expect("asked before"), "publier_tls", &arguments)).end()
}

fn peers() -> bool {
    python().is_some() && installed(&["openssl", "mosquitto_sub", "stdbuf"])
}

#[test]
fn it_leaves_only_when_its_message_is_acknowledged() {
    if !peers() {
        return;
    }
    let authority = Authority::new();
    let Some(mut mosquitto) = authority.broker() else { return };
    let ca = authority.file("ca.crt");
    let cafile = ca.display().to_string();
    let mut sub = Sub::start(mosquitto.address, &["-t", "a", "-q", "2", "--cafile", &cafile, "--insecure"]);
    for (options, version, qos, acknowledgement) in
        [("", "TLSv1.3", 1, "Sending PUBACK"), ("--tls12 -q 2", "TLSv1.2", 2, "Sending PUBCOMP")]
    {
        let ended = publish("localhost", mosquitto.address.port(), &ca, options);
        assert!(ended.status.success(), "{}", ended.stderr.join("\n"));
        assert!(ended.stdout[0].starts_with(version), "{:?}", ended.stdout);
        assert_eq!(sub.message(), format!("{qos} 0 a bonjour"));
        let log = mosquitto.log().until("Received DISCONNECT from essai").join("\n");
        assert!(log.contains(&format!("{acknowledgement} to essai")), "{log}");
    }
}

#[test]
fn a_wrong_authority_a_wrong_name_and_no_tls_are_told_apart() {
    if !peers() {
        return;
    }
    let (authority, other) = (Authority::new(), Authority::new());
    let Some(mosquitto) = authority.broker() else { return };
    let clear = Server::start(Config { port: 0, ..Config::default() }).unwrap();
    let port = mosquitto.address.port();
    let missing = authority.file("absent.crt");
    let key = authority.file("ca.key");
    for (host, port, ca, words) in [
        ("localhost", port, other.file("ca.crt"), "l’autorité donnée par --cafile ne l’a pas signé"),
        ("127.0.0.1", port, authority.file("ca.crt"), "il n’est pas au nom de cette adresse (-h)"),
        ("127.0.0.1", clear.address().port(), authority.file("ca.crt"), "ne parle pas TLS"),
        ("localhost", port, missing, "est introuvable."),
        ("localhost", port, key, "n’est pas un certificat"),
    ] {
        let ended = publish(host, port, &ca, "");
        let said = ended.stderr.join("\n");
        assert_eq!(ended.status.code(), Some(1), "{said}");
        assert!(said.contains(words), "« {words} » is not in:\n{said}");
        assert!(!said.contains("Traceback"), "{said}");
    }
}
