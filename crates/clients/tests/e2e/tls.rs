//! TLS with both brokers, under the authority of a class.

use broker::{Config, Server};
use class_ca::Authority;
use peers::Mosquitto;
use tempfile::TempDir;
use tls::{Admission, Identity, server};

use crate::support::broker::Broker;
use crate::support::client::{Running, publish, subscribe};

/// A folder with an authority, a broker's certificate and one of a client, `poste07`.
fn class() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let authority = Authority::in_folder(folder.path()).expect("an authority");
    authority.server(&class_ca::here()).expect("a certificate");
    authority.client("poste07").expect("a certificate");
    folder
}

fn kit(folder: &TempDir, asks_certificates: bool) -> Broker {
    let authority = Authority::in_folder(folder.path()).expect("the same");
    let identity = authority.server(&class_ca::here()).expect("the same").identity;
    kit_with(&authority, identity, asks_certificates)
}

fn kit_with(authority: &Authority, identity: Identity, asks_certificates: bool) -> Broker {
    let admission =
        if asks_certificates { Admission::SignedBy(authority.file()) } else { Admission::Anybody };
    let tls = Some(server(identity, admission).expect("a server"));
    Broker::Kit(Server::start(Config { port: 0, tls, ..Config::default() }).expect("the kit's broker starts"))
}

/// Mosquitto, where it is installed.
fn mosquitto(folder: &TempDir, asks_certificates: bool) -> Option<Broker> {
    let path = |name: &str| folder.path().join(name).display().to_string();
    // Started by root, Mosquitto becomes a user who may not read the key of another.
    let key = std::fs::read(path("serveur-key.pem")).expect("made before");
    std::fs::write(path("cle.pem"), key).expect("written");
    let settings = format!(
        "cafile {}\ncertfile {}\nkeyfile {}\nrequire_certificate {asks_certificates}",
        path("ca.pem"),
        path("serveur.pem"),
        path("cle.pem")
    );
    Mosquitto::start(&settings).map(Broker::Mosquitto)
}

fn each_broker(folder: &TempDir, asks_certificates: bool) -> Vec<Broker> {
    mosquitto(folder, asks_certificates).into_iter().chain([kit(folder, asks_certificates)]).collect()
}

/// The options of TLS.
fn options(folder: &TempDir, certificate: bool) -> String {
    let path = |name: &str| folder.path().join(name).display().to_string();
    let own = if certificate {
        format!(" --cert {} --key {}", path("poste07.pem"), path("poste07-key.pem"))
    } else {
        String::new()
    };
    format!("-h localhost --cafile {}{own}", path("ca.pem"))
}

#[test]
fn each_qos_in_tls() {
    let folder = class();
    for broker in each_broker(&folder, false) {
        let tls = options(&folder, false);
        for qos in 0..=2 {
            let sub = Running::sub(broker.port(), &format!("{tls} -t t -q 2 -C 1 -F %q:%p"));
            publish(broker.port(), &format!("{tls} -t t -q {qos} -m x"), b"").with_code(0);
            assert_eq!(sub.end().with_code(0), format!("{qos}:x\n"));
        }
    }
}

/// More than TLS takes at once, both ways.
#[test]
fn much_in_tls() {
    let folder = class();
    for broker in each_broker(&folder, false) {
        let tls = options(&folder, false);
        let sub = Running::sub(broker.port(), &format!("{tls} -t t -q 1 -C 2000"));
        let lines: Vec<String> = (0..2000).map(|number| format!("{number}-{}", "x".repeat(2000))).collect();
        publish(broker.port(), &format!("{tls} -t t -q 1 -l"), lines.join("\n").as_bytes()).with_code(0);
        assert!(sub.end().with_code(0).lines().eq(&lines), "each line once, in order");
    }
}

#[test]
fn a_certificate_is_shown_where_one_is_asked_for() {
    let folder = class();
    for broker in each_broker(&folder, true) {
        let with = options(&folder, true);
        publish(broker.port(), &format!("{with} -t t -q 1 -m x"), b"").with_code(0);
        let ended = publish(broker.port(), &format!("{} -t t -q 1 -m x", options(&folder, false)), b"");
        ended.with_code(1);
        assert!(ended.err.contains("demande un certificat"), "{}", ended.err);
    }
}

#[test]
fn who_is_not_believed_is_told_why() {
    let (folder, other) = (class(), class());
    let in_clear = Broker::kit();
    let authority = Authority::in_folder(folder.path()).expect("the same");
    let of_elsewhere = authority.identity("broker", &["ailleurs.fr".to_owned()]).expect("a certificate");
    let elsewhere = kit_with(&authority, of_elsewhere, false);
    for broker in each_broker(&folder, false) {
        let port = broker.port();
        let table = [
            (port, options(&other, false), "mais pas sa signature"),
            (elsewhere.port(), options(&folder, false), "n'est pas au nom de « localhost »"),
            (port, "-h localhost --tls-use-os-certs".to_owned(), "--cafile"),
            (
                port,
                "-h localhost --cafile /absent.pem".to_owned(),
                "/absent.pem : fichier ou dossier introuvable",
            ),
            (port, "-h localhost".to_owned(), "Si ce port est en TLS, donnez --cafile"),
            (in_clear.port(), options(&folder, false), "est-il en clair"),
        ];
        for (port, options, expected) in table {
            for ended in [
                publish(port, &format!("{options} -t t -m x"), b""),
                subscribe(port, &format!("{options} -t t")),
            ] {
                ended.with_code(1);
                assert!(ended.err.contains(expected), "{options}: {}", ended.err);
            }
        }
    }
}
