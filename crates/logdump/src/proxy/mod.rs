//! Stands between clients and brokers: passes every byte on, both ways, and tells what passes; unless it is asked to
//! [break the line](crate::faults).

mod args;
mod connection;
mod disturb;
mod ends;
mod events;
mod relay;
mod tls;

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use cli::{Address, CannotListen};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

pub(crate) use args::{Args, start};
use disturb::Disturbance;
pub use events::Events;
use events::Recorder;
pub use tls::Tls;

use crate::faults::{Plan, Script};

/// Where clients come, and the broker that they are passed on to.
#[derive(Debug, Clone)]
pub struct Route {
    /// Port 0 takes a free one.
    pub listen: SocketAddr,
    /// It need not be there yet.
    pub to: Address,
}

/// What a proxy does. Without faults nor TLS, bytes pass as they are.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// At least one; each event tells of which broker.
    pub routes: Vec<Route>,
    /// How to break the line.
    pub faults: Script,
    /// What chance in the faults comes from.
    pub seed: u64,
    /// On which sides TLS is spoken.
    pub tls: Tls,
}

impl Setup {
    /// One route, in clear, without faults.
    #[must_use]
    pub fn new(listen: SocketAddr, to: Address) -> Setup {
        Setup { routes: vec![Route { listen, to }], ..Setup::default() }
    }
}

/// What all connections have in common.
#[derive(Debug, Clone)]
struct Shared {
    tls: Tls,
    disturbance: Option<Disturbance>,
}

/// A running proxy. It stops when it is dropped; its connections are then closed.
#[derive(Debug)]
pub struct Proxy {
    addresses: Vec<SocketAddr>,
    accepting: JoinSet<()>,
}

impl Proxy {
    /// Listens, and passes all that comes to the brokers. Events are read from the second value, until the proxy
    /// has stopped. Whoever does not want them may drop it.
    ///
    /// # Errors
    /// When an address cannot be listened to.
    pub async fn start(setup: Setup) -> Result<(Proxy, Events), CannotListen> {
        let elsewhere = |port| cli::command_line("logdump", &format!("--listen {port}"));
        let (recorder, events) = events::channel();
        let disturbed = !setup.faults.rules().is_empty();
        let disturbance = disturbed.then(|| Disturbance::new(Plan::new(setup.faults, setup.seed)));
        let shared = Shared { tls: setup.tls, disturbance };
        let (mut addresses, mut accepting) = (Vec::new(), JoinSet::new());
        for Route { listen, to } in setup.routes {
            let cannot = |error| CannotListen::new(listen, error, elsewhere);
            let listener = TcpListener::bind(listen).await.map_err(cannot)?;
            addresses.push(listener.local_addr().map_err(cannot)?);
            accepting.spawn(accept(listener, to, shared.clone(), recorder.clone()));
        }
        Ok((Proxy { addresses, accepting }, events))
    }

    /// Where it listens, in the order of the routes.
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Closes all connections, and returns once it is done: no event comes after those in the queue.
    pub async fn stop(mut self) {
        self.accepting.shutdown().await;
    }
}

async fn accept(listener: TcpListener, to: Address, shared: Shared, recorder: Recorder) {
    // Dropped with this future, and all connections with it.
    let mut connections = JoinSet::new();
    loop {
        let (client, peer) = accept_one(&listener).await;
        let recorder = recorder.of_next_connection();
        connections.spawn(connection::serve(client, peer, to.clone(), shared.clone(), recorder));
        while connections.try_join_next().is_some() {}
    }
}

/// Accepts the next client, whatever happens to others: no file left, or a client that is gone already.
async fn accept_one(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}
