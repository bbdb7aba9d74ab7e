//! TLS on either side of the proxy.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use class_ca::Authority;
use cli::Address;
use logdump::{Events, Proxy, Setup, Tls};
use mqtt_trace::{Content, Fault, What};
use peers::Mosquitto;
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use tempfile::TempDir;
use tls::Trust;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, crypto};

const PINGREQ: &[u8] = b"\xc0\x00";

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async { timeout(Duration::from_secs(30), future).await.expect("within the time") })
}

/// A certificate and its key.
struct Identity {
    certificate: rcgen::Certificate,
    key: KeyPair,
}

impl Identity {
    /// Signed by itself, for this name.
    fn for_name(name: &str, is_ca: IsCa) -> Identity {
        let mut params = CertificateParams::new([name.to_owned()]).expect("a name");
        params.is_ca = is_ca;
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        let key = KeyPair::generate().expect("a key");
        Identity { certificate: params.self_signed(&key).expect("a certificate"), key }
    }

    /// Writes the certificate and the key to this folder, as `name.crt` and `name.key`.
    fn write(&self, folder: &Path, name: &str) {
        std::fs::write(folder.join(format!("{name}.crt")), self.certificate.pem()).expect("written");
        std::fs::write(folder.join(format!("{name}.key")), self.key.serialize_pem()).expect("written");
    }

    /// Trusts it, and nobody else.
    fn trust(&self) -> Trust {
        let folder = TempDir::new().expect("a folder");
        self.write(folder.path(), "ca");
        Trust::new(Some(&folder.path().join("ca.crt"))).expect("one certificate")
    }

    fn acceptor(&self) -> TlsAcceptor {
        let key = PrivateKeyDer::try_from(self.key.serialize_der()).expect("a key");
        let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![self.certificate.der().clone()], key);
        TlsAcceptor::from(Arc::new(config.expect("the key of the certificate")))
    }
}

/// A proxy before `broker`, and a client in clear.
async fn client_of(broker: &TcpListener, tls: Tls) -> (Proxy, Events, TcpStream) {
    let to = Address::new("127.0.0.1", broker.local_addr().expect("bound").port());
    let setup = Setup { tls, ..Setup::new(([127, 0, 0, 1], 0).into(), to) };
    let (proxy, events) = Proxy::start(setup).await.expect("a free port");
    let client = TcpStream::connect(proxy.addresses()[0]).await.expect("it listens");
    (proxy, events, client)
}

/// Why the broker is not reached.
async fn reason(events: &mut Events) -> String {
    loop {
        match events.next().await.expect("an event").what {
            What::Unreachable { reason, .. } => return reason,
            What::Fault { fault: Fault::Refused { reason }, .. } => return reason,
            What::Opened { .. } => {}
            other => panic!("{other:?}"),
        }
    }
}

async fn reason_of(identity: Option<&Identity>, trust: Trust) -> String {
    let broker = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let tls = Tls { broker: Some(trust), clients: None };
    let (_proxy, mut events, _client) = client_of(&broker, tls).await;
    let (mut tcp, _) = broker.accept().await.expect("the proxy connects");
    match identity {
        Some(identity) => {
            let _ = identity.acceptor().accept(tcp).await;
        }
        None => tcp.write_all(b"\x20\x02\x00\x00 in clear").await.expect("written"),
    }
    reason(&mut events).await
}

#[test]
fn a_broker_that_is_not_believed_is_told_why() {
    let here = || Identity::for_name("127.0.0.1", IsCa::NoCa);
    let (other, elsewhere) = (here(), Identity::for_name("broker.lycee.fr", IsCa::NoCa));
    let table = [
        (Some(here()), other.trust(), "mais pas sa signature"),
        (Some(elsewhere), other.trust(), "donnez cette autorité par --cafile"),
        (None, other.trust(), "n’est pas du TLS"),
    ];
    for (identity, trust, expected) in table {
        let reason = block_on(reason_of(identity.as_ref(), trust));
        assert!(reason.contains(expected), "{reason}");
    }
    let elsewhere = Identity::for_name("broker.lycee.fr", IsCa::NoCa);
    let reason = block_on(reason_of(Some(&elsewhere), elsewhere.trust()));
    assert!(reason.contains("n’est pas au nom de «\u{a0}127.0.0.1\u{a0}»"), "{reason}");
}

/// OpenSSL accepts it, and so do those who follow a recipe of the web.
#[test]
fn a_self_signed_certificate_that_was_given_is_believed() {
    for is_ca in [IsCa::NoCa, IsCa::Ca(BasicConstraints::Unconstrained)] {
        let identity = Identity::for_name("127.0.0.1", is_ca);
        block_on(async {
            let broker = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let tls = Tls { broker: Some(identity.trust()), clients: None };
            let (_proxy, _events, mut client) = client_of(&broker, tls).await;
            client.write_all(PINGREQ).await.unwrap();
            let (tcp, _) = broker.accept().await.unwrap();
            let mut tls = identity.acceptor().accept(tcp).await.expect("the proxy believes it");
            let mut passed = [0; 2];
            tls.read_exact(&mut passed).await.unwrap();
            assert_eq!(passed, PINGREQ);
        });
    }
}

#[test]
fn a_client_in_clear_is_told_what_it_lacks() {
    let folder = TempDir::new().unwrap();
    let authority = Authority::in_folder(folder.path()).expect("a new one");
    block_on(async {
        let broker = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let tls = Tls { broker: None, clients: Some(Arc::new(authority)) };
        let (_proxy, mut events, mut client) = client_of(&broker, tls).await;
        client.write_all(b"\x10\x0d\x00\x04MQTT\x04\x02\x00\x3c\x00\x01a").await.unwrap();
        let reason = reason(&mut events).await;
        assert!(reason.contains("ne parle pas TLS") && reason.contains("ca.pem"), "{reason}");
    });
}

/// Mosquitto's client, logdump, Mosquitto: TLS all the way, and logdump reads it, since the client accepts it.
#[test]
fn with_consent_what_is_encrypted_is_read() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let identity = Identity::for_name("localhost", IsCa::NoCa);
    identity.write(folder.path(), "broker");
    let settings = format!("certfile {}\nkeyfile {}", path("broker.crt"), path("broker.key"));
    let Some(mosquitto) = Mosquitto::start(&settings) else {
        return;
    };
    if !peers::installed(&["mosquitto_pub"]) {
        return;
    }
    let publish = |port: u16, cafile: &str| {
        let port = port.to_string();
        let mut command = std::process::Command::new("mosquitto_pub");
        command.args([
            "-h",
            "localhost",
            "-p",
            &port,
            "--cafile",
            cafile,
            "-q",
            "1",
            "-t",
            "a",
            "-m",
            "secret",
        ]);
        command
    };
    block_on(async {
        let clients = Some(Arc::new(Authority::in_folder(&folder.path().join("classe")).expect("a new one")));
        let tls = Tls { broker: Some(identity.trust()), clients };
        let to = Address::new("localhost", mosquitto.address.port());
        let setup = Setup { tls, ..Setup::new(([127, 0, 0, 1], 0).into(), to) };
        let (proxy, mut events) = Proxy::start(setup).await.unwrap();
        let port = proxy.addresses()[0].port();
        let run = |cafile: String| {
            let mut command = publish(port, &cafile);
            tokio::task::spawn_blocking(move || command.output().expect("installed").status.success())
        };

        let accepted = run(path("classe/ca.pem")).await.unwrap();
        assert!(accepted, "the client accepts the authority of the class");
        let mut seen = String::new();
        while !seen.contains("Disconnect") {
            if let What::Piece { piece, .. } = events.next().await.expect("an event").what {
                assert!(matches!(piece.content, Content::Packet(_)), "{piece:?}");
                seen += &format!("{:?}\n", piece.content);
            }
        }
        assert!(seen.contains("Publish("), "{seen}");

        let accepted = run(path("broker.crt")).await.unwrap();
        assert!(!accepted, "a client that does not accept it says nothing");
        let reason = loop {
            if let What::Fault { fault: Fault::Refused { reason }, .. } =
                events.next().await.expect("an event").what
            {
                break reason;
            }
        };
        assert!(reason.contains("--cafile"), "{reason}");
    });
}
