//! Where clients come in.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use tls::Wire;
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_local;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

use crate::connection::{Connection, Origin};
use crate::hub::Hub;

/// Between two attempts to accept a connection when the system refuses.
const RETRY: Duration = Duration::from_millis(50);

/// A place where clients connect.
#[derive(Debug, Clone)]
pub struct Listener {
    /// The address to listen on; port 0 lets the system choose.
    pub address: SocketAddr,
    /// How TLS is spoken there; MQTT is in clear if `None`.
    pub tls: Option<Arc<ServerConfig>>,
}

/// A listener that the system has granted.
pub(crate) struct Door {
    pub(crate) listener: TcpListener,
    pub(crate) port: u16,
    pub(crate) tls: Option<Arc<ServerConfig>>,
    /// How long a TLS handshake may take.
    pub(crate) handshake_timeout: Duration,
    /// How many connections there may be, at all doors together.
    pub(crate) room: Arc<Semaphore>,
}

/// Serves whoever comes, until the broker is stopped. Each connection is a task and holds its place in `room` to its end.
pub(crate) async fn keep(door: Door, hub: Rc<Hub>, mut stopped: watch::Receiver<bool>) {
    // Fails only for a listener that is not the system's any more.
    let Ok(listener) = tokio::net::TcpListener::from_std(door.listener) else { return };
    let acceptor = door.tls.map(TlsAcceptor::from);
    let interrupted = stopped.clone();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    // Without room the connection is dropped, which closes it.
                    let Ok(place) = Arc::clone(&door.room).try_acquire_owned() else {
                        hub.is_full(true);
                        continue;
                    };
                    hub.is_full(false);
                    // Small packets must leave at once: latency is part of the lesson.
                    let _ = stream.set_nodelay(true);
                    let (hub, origin) = (Rc::clone(&hub), Origin { peer, port: door.port });
                    match acceptor.clone() {
                        None => drop(spawn_local(Connection::new(stream, origin, hub, place))),
                        Some(acceptor) => {
                            let limit = door.handshake_timeout;
                            let mut interrupted = interrupted.clone();
                            spawn_local(async move {
                                let shaken = tokio::select! {
                                    shaken = shake_hands(acceptor, stream, limit) => shaken,
                                    _ = interrupted.wait_for(|stop| *stop) => return,
                                };
                                match shaken {
                                    Ok(wire) => Connection::new(wire, origin, hub, place).await,
                                    Err(error) => hub.no_handshake(origin, &error),
                                }
                            });
                        }
                    }
                }
                // Too many open files, or a client that gave up meanwhile: the next may have more luck.
                Err(error) => {
                    hub.cannot_accept(&error);
                    sleep(RETRY).await;
                }
            },
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}

async fn shake_hands(acceptor: TlsAcceptor, tcp: TcpStream, limit: Duration) -> io::Result<Wire> {
    let shaken = timeout(limit, acceptor.accept(tcp)).await;
    let tls = shaken.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))?;
    Ok(Wire::Tls(Box::new(tls.into())))
}
