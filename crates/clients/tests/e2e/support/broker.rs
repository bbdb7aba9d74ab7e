//! A broker of one test alone, on a port of its own; it ends with the test.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

/// A running broker.
pub enum Broker {
    /// Mosquitto, with the folder of its configuration.
    Mosquitto { child: Child, port: u16, _folder: tempfile::TempDir },
    /// The kit's own, within this process.
    Kit(broker::Server),
}

/// Makes of a test that takes a broker's port one test for each broker.
macro_rules! on_each_broker {
    ($($(#[$meta:meta])* fn $name:ident($port:ident: u16) $body:block)+) => {
        $($(#[$meta])* mod $name {
            #[allow(unused_imports, reason = "for the tests that need them")]
            use super::*;

            fn test($port: u16) $body

            #[test]
            fn mosquitto() {
                if let Some(broker) = $crate::support::broker::Broker::mosquitto("allow_anonymous true") {
                    test(broker.port());
                }
            }

            #[test]
            fn kit() {
                if $crate::support::broker::has_mosquitto() {
                    test($crate::support::broker::Broker::kit().port());
                }
            }
        })+
    };
}
pub(crate) use on_each_broker;

impl Broker {
    /// The kit's broker.
    pub fn kit() -> Broker {
        let config = broker::Config { port: 0, ..broker::Config::default() };
        Broker::Kit(broker::Server::start(config).expect("the kit's broker starts"))
    }

    /// Mosquitto with `settings`, or `None` where it is not installed.
    pub fn mosquitto(settings: &str) -> Option<Broker> {
        // Somebody may take the free port before Mosquitto does.
        has_mosquitto().then(|| (0..5).find_map(|_| start(free_port(), settings)).expect("mosquitto starts"))
    }

    pub fn port(&self) -> u16 {
        match self {
            Broker::Mosquitto { port, .. } => *port,
            Broker::Kit(server) => server.address().port(),
        }
    }
}

fn start(port: u16, settings: &str) -> Option<Broker> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mosquitto.conf");
    let text = format!(
        "listener {port} 127.0.0.1\nmax_queued_messages 0\nset_tcp_nodelay true\nlog_dest stderr\n{settings}\n"
    );
    std::fs::write(&file, text).expect("a configuration");
    let mut mosquitto = Command::new("mosquitto");
    mosquitto.arg("-c").arg(file).stdin(Stdio::null()).stderr(Stdio::piped());
    let mut child = mosquitto.spawn().expect("mosquitto");
    let mut log = BufReader::new(child.stderr.take().expect("its log")).lines().map_while(Result::ok);
    let runs = log.by_ref().any(|line| line.contains(" running"));
    std::thread::spawn(move || log.for_each(drop));
    if runs {
        return Some(Broker::Mosquitto { child, port, _folder: folder });
    }
    let _ = child.wait();
    None
}

impl Drop for Broker {
    fn drop(&mut self) {
        if let Broker::Mosquitto { child, .. } = self {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A port where nobody listens.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}

/// Whether Mosquitto and its clients are installed; `ATELIER_REQUIRE_PEERS=1` makes their absence a failure.
pub fn has_mosquitto() -> bool {
    let is_installed = |program| {
        Command::new(program).arg("--help").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
    };
    let installed = ["mosquitto", "mosquitto_sub", "mosquitto_pub"].into_iter().all(is_installed);
    if !installed {
        let required = std::env::var("ATELIER_REQUIRE_PEERS").is_ok_and(|value| value == "1");
        assert!(!required, "mosquitto absent, alors que ATELIER_REQUIRE_PEERS=1");
        eprintln!("mosquitto absent : test non exécuté");
    }
    installed
}
