//! Starting and stopping a broker.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::{JoinSet, LocalSet, spawn_local};
use tokio::time::timeout;

use crate::hub::Hub;
use crate::listener::{self, Door, Listener};
use crate::{Config, access, keeper, messages};

/// Connections beyond the clients that may be connected: for those who have not said yet who they are, and those who are
/// told that there is no room.
const UNKNOWN: usize = 200;

/// How long the connections may take to end when the broker stops.
const FAREWELL: Duration = Duration::from_secs(2);

/// A running broker. Dropping it stops it too.
#[derive(Debug)]
pub struct Server {
    addresses: Vec<SocketAddr>,
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
        let first = Listener { address: SocketAddr::new(config.bind, config.port), tls: config.tls.clone() };
        let places = config.limits.max_connections.saturating_add(UNKNOWN).min(Semaphore::MAX_PERMITS);
        let places = u32::try_from(places).unwrap_or(u32::MAX);
        let room = Arc::new(Semaphore::new(places as usize));
        let mut doors = Vec::new();
        for Listener { address, tls } in std::iter::once(&first).chain(&config.more) {
            let (listener, port) = listen(*address)?;
            let (tls, handshake_timeout) = (tls.clone(), config.handshake_timeout);
            doors.push(Door { listener, port, tls, handshake_timeout, room: Arc::clone(&room) });
        }
        let addresses: Result<Vec<_>, _> = doors.iter().map(|door| door.listener.local_addr()).collect();
        let addresses = addresses.map_err(StartError::Thread)?;

        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            // They verify passwords: the machine must go on with the rest.
            .max_blocking_threads(std::thread::available_parallelism().map_or(1, usize::from).div_ceil(2))
            .build();
        let runtime = runtime.map_err(StartError::Thread)?;
        let (stop, stopped) = watch::channel(false);
        let thread = std::thread::Builder::new().name("broker".into());
        let thread = thread.spawn(move || {
            LocalSet::new().block_on(&runtime, async {
                serve(doors, config, stopped).await;
                // All places are free when all connections have ended.
                let _ = timeout(FAREWELL, room.acquire_many(places)).await;
            });
        });
        Ok(Server { addresses, stop, thread: Some(thread.map_err(StartError::Thread)?) })
    }

    /// The first address that the broker listens on, with its real port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.addresses[0]
    }

    /// All of them: [`Config::bind`] and [`Config::port`], then those of [`Config::more`].
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
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

/// Listens to an address; gives the listener and its real port.
fn listen(address: SocketAddr) -> Result<(TcpListener, u16), StartError> {
    let elsewhere = |port| cli::command_line("broker", &format!("-p {port}"));
    let failed = |error| cli::CannotListen::new(address, error, elsewhere);
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    Ok((listener, port))
}

async fn serve(doors: Vec<Door>, config: Config, mut stopped: watch::Receiver<bool>) {
    let (ask, questions) = mpsc::unbounded_channel();
    let (passwords, sys_interval) = (config.passwords.clone(), config.sys_interval);
    let hub = Rc::new(Hub::new(config, doors[0].port, ask));
    let keeper = spawn_local(keeper::keep_time(Rc::clone(&hub)));
    let status = (!sys_interval.is_zero()).then(|| {
        // Before the doors open: whoever subscribes finds it there.
        hub.tell_status();
        spawn_local(keeper::tell_status(Rc::clone(&hub), sys_interval))
    });
    let verifier = spawn_local(access::answer(questions, passwords, Rc::clone(&hub)));
    let mut kept = JoinSet::new();
    for door in doors {
        kept.spawn_local(listener::keep(door, Rc::clone(&hub), stopped.clone()));
    }
    let _ = stopped.wait_for(|stop| *stop).await;
    keeper.abort();
    if let Some(status) = status {
        status.abort();
    }
    verifier.abort();
    // No door lets anybody in after the connections are told to close.
    kept.join_all().await;
    hub.shut_down();
}
