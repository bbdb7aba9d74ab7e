//! What a broker needs to know before it starts.

use std::net::{IpAddr, Ipv4Addr};

use mqtt_session::broker::Limits;

use crate::{Journal, Observer};

/// How to run a [`Server`](crate::Server).
#[derive(Debug)]
pub struct Config {
    /// The address to listen on; 127.0.0.1 admits programs of this machine only.
    pub bind: IpAddr,
    /// The TCP port; 0 lets the system choose, and [`Server::address`](crate::Server::address) tells.
    pub port: u16,
    /// What each client may have in flight and waiting.
    pub limits: Limits,
    /// The largest packet accepted, in bytes; a larger one closes its connection.
    pub max_packet_size: usize,
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
            limits: Limits::default(),
            max_packet_size: 16 * 1024 * 1024,
            journal: Journal::silent(),
            observer: None,
        }
    }
}
