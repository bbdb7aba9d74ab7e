//! Stands between clients and a broker: passes every byte on, both ways, and tells what passes.

mod args;
mod connection;
mod events;
mod relay;

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use cli::Address;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

pub(crate) use args::{Args, start};
pub use events::Events;
use events::Recorder;

use cli::CannotListen;

/// A running proxy. It stops when it is dropped; its connections are then closed.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Proxy {
    /// Listens to `listen` (port 0 takes a free one) and passes all that comes to the broker at `to`, which need
    /// not be there yet. Events are read from the second value, until the proxy has stopped. Whoever does not
    /// want them may drop it.
    ///
    /// # Errors
    /// When `listen` cannot be listened to.
    pub async fn start(listen: SocketAddr, to: Address) -> Result<(Proxy, Events), CannotListen> {
        let elsewhere = |port| cli::command_line("logdump", &format!("--listen {port}"));
        let cannot = |error| CannotListen::new(listen, error, elsewhere);
        let listener = TcpListener::bind(listen).await.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let (recorder, events) = events::channel();
        let accepting = tokio::spawn(accept(listener, to, recorder));
        Ok((Proxy { address, accepting }, events))
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes all connections, and returns once it is done: no event comes after those in the queue.
    pub async fn stop(mut self) {
        self.accepting.abort();
        let _ = (&mut self.accepting).await;
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, to: Address, recorder: Recorder) {
    // Dropped with this future, and all connections with it.
    let mut connections = JoinSet::new();
    for number in 1.. {
        let (client, peer) = accept_one(&listener).await;
        connections.spawn(connection::serve(client, peer, to.clone(), recorder.of_connection(number)));
        while connections.try_join_next().is_some() {}
    }
}

/// Accepts the next client, whatever happens to others: no file left, or a client that is gone already.
async fn accept_one(listener: &TcpListener) -> (tokio::net::TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}
