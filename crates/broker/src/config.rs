//! What a broker needs to know before it starts.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use mqtt_session::broker::{Limits, Rule};
use tokio_rustls::rustls::ServerConfig;

use crate::{Journal, Listener, Observer, Passwords};

/// How to run a [`Server`](crate::Server).
#[derive(Debug)]
pub struct Config {
    /// The address to listen on; 127.0.0.1 admits programs of this machine only.
    pub bind: IpAddr,
    /// The TCP port; 0 lets the system choose, and [`Server::address`](crate::Server::address) tells.
    pub port: u16,
    /// How TLS is spoken there; MQTT is in clear if `None`.
    pub tls: Option<Arc<ServerConfig>>,
    /// Further places to listen at.
    pub more: Vec<Listener>,
    /// A client that gives no user name may connect.
    pub allow_anonymous: bool,
    /// The users; without them, user names are not looked at.
    pub passwords: Option<Arc<Passwords>>,
    /// What each may publish and read; everything without rules.
    pub rules: Option<Vec<Rule>>,
    /// What each client may have in flight and waiting, and how many there may be.
    pub limits: Limits,
    /// The largest packet accepted, in bytes; a larger one closes its connection.
    pub max_packet_size: usize,
    /// How long a TLS handshake may take.
    pub handshake_timeout: Duration,
    /// How long a client may take none of what is written to it, before its connection is closed.
    pub write_timeout: Duration,
    /// Between two looks at the broker's status, told below `$SYS/broker`; zero tells nothing.
    pub sys_interval: Duration,
    /// Who is told what happens; nobody by default.
    pub journal: Journal,
    /// Who is shown each packet with its bytes; nobody by default, and then it costs nothing.
    pub observer: Option<Observer>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: cli::DEFAULT_PORT,
            tls: None,
            more: Vec::new(),
            allow_anonymous: true,
            passwords: None,
            rules: None,
            limits: Limits::default(),
            max_packet_size: 16 * 1024 * 1024,
            handshake_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(60),
            sys_interval: Duration::from_secs(10),
            journal: Journal::silent(),
            observer: None,
        }
    }
}
