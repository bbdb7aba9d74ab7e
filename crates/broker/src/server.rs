//! Starting and stopping a broker.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime;
use tokio::sync::watch;
use tokio::task::{JoinSet, LocalSet};
use tokio::time::{sleep, timeout};

use crate::hub::Hub;
use crate::{Config, connection, keeper, messages};

/// Between two attempts to accept a connection when the system refuses.
const RETRY: Duration = Duration::from_millis(50);

/// How long the connections may take to end when the broker stops.
const FAREWELL: Duration = Duration::from_secs(2);

/// A running broker. Dropping it stops it too.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

/// Why a broker could not start. `Display` says it in French, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address cannot be listened on: taken, not allowed, or not of this machine.
    #[error(transparent)]
    Listen(#[from] cli::CannotListen),
    /// The system gives no thread or event queue.
    #[error("{}", messages::NO_THREAD)]
    Thread(#[source] io::Error),
}

impl Server {
    /// Listens, and serves from then on.
    ///
    /// # Errors
    /// [`StartError`]; nothing is left running then.
    pub fn start(config: Config) -> Result<Server, StartError> {
        let address = SocketAddr::new(config.bind, config.port);
        let elsewhere = |port| cli::command_line("broker", &format!("-p {port}"));
        let failed = |error| cli::CannotListen::new(address, error, elsewhere);
        let listener = TcpListener::bind(address).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;

        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(StartError::Thread)?;
        let (stop, stopped) = watch::channel(false);
        let thread = std::thread::Builder::new().name("broker".into());
        let thread = thread.spawn(move || {
            LocalSet::new().block_on(&runtime, serve(listener, config, address.port(), stopped));
        });
        Ok(Server { address, stop, thread: Some(thread.map_err(StartError::Thread)?) })
    }

    /// The address that the broker listens on, with its real port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops listening, closes the connections and waits for the end.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            // A panic of the broker was printed by its own thread.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

async fn serve(listener: TcpListener, config: Config, port: u16, mut stopped: watch::Receiver<bool>) {
    // Fails only for a listener that is not the system's any more.
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let hub = Rc::new(Hub::new(config, port));
    let keeper = tokio::task::spawn_local(keeper::keep_time(Rc::clone(&hub)));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn_local(connection::serve(stream, peer, Rc::clone(&hub)));
                }
                // Too many open files, or a client that gave up meanwhile: the next may have more luck.
                Err(error) => {
                    hub.cannot_accept(&error);
                    sleep(RETRY).await;
                }
            },
            Some(_) = connections.join_next() => {}
            _ = stopped.wait_for(|stop| *stop) => break,
        }
    }
    keeper.abort();
    drop(listener);
    hub.shut_down();
    let _ = timeout(FAREWELL, async { while connections.join_next().await.is_some() {} }).await;
}
