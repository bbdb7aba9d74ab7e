//! The exchange as a page, for a whole class: the ladder grows live, each byte is explained.
//!
//! ```text
//! events ─▶ Feed::show ─▶ history (the last events, bounded) ◀─ a cursor for each viewer ─▶ Server-Sent Events ─▶ page
//! ```
//! A [`Projector`] serves the page from a thread of its own. Whoever shows events to its [`Feed`] never waits for a
//! browser: a viewer is a place in the history, and one who is too slow is told what it has missed.
//!
//! The page has nothing from outside and asks nothing of the network but this server, which only answers GET. What
//! comes from clients is shown as text, never as HTML; the page's security policy refuses all the rest.

mod entry;
mod explained;
mod export;
mod filter;
mod history;
mod live;
mod messages;
mod page;
mod routes;
mod row;
mod server;

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use cli::CannotListen;
use mqtt_trace::{Event, Exchange, Seen};
use tokio::sync::oneshot;

use history::Shared;

/// A page that is served until this is dropped.
#[derive(Debug)]
pub struct Projector {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Takes what the page shows. Clones feed the same page.
#[derive(Debug, Clone)]
pub struct Feed(Arc<Shared>);

impl Projector {
    /// Listens on `address`, of which port 0 takes a free one, and serves the page from then on. `elsewhere` writes the
    /// command line with another port, for the error.
    ///
    /// # Errors
    /// When one cannot listen there.
    pub fn start(
        address: SocketAddr,
        elsewhere: impl FnOnce(u16) -> String,
    ) -> Result<Projector, CannotListen> {
        let (stop, stopped) = oneshot::channel();
        let shared = Arc::new(Shared::default());
        let begin = || {
            let listener = TcpListener::bind(address)?;
            listener.set_nonblocking(true)?;
            let bound = listener.local_addr()?;
            let thread = server::spawn(listener, Arc::clone(&shared), stopped)?;
            Ok((bound, thread))
        };
        match begin() {
            Ok((address, thread)) => {
                Ok(Projector { address, shared, stop: Some(stop), thread: Some(thread) })
            }
            Err(error) => Err(CannotListen::new(address, error, elsewhere)),
        }
    }

    /// Where it listens, with the real port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address to type in a browser of this machine.
    #[must_use]
    pub fn url(&self) -> String {
        page_server::url(self.address)
    }

    /// What to tell whoever has started it: the address, and who else can see the page.
    #[must_use]
    pub fn announcement(&self) -> String {
        messages::started(self.address)
    }

    /// Where to show events.
    #[must_use]
    pub fn feed(&self) -> Feed {
        Feed(Arc::clone(&self.shared))
    }
}

impl Drop for Projector {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the server was printed by its own thread.
            let _ = thread.join();
        }
    }
}

impl Feed {
    /// Shows an event to all viewers, present and to come. Takes microseconds, whoever is watching. All events must come
    /// from one exchange, in order.
    pub fn show(&self, seen: &Seen<'_>) {
        self.0.push(seen);
    }

    /// Takes events that nobody follows yet, in an exchange of their own.
    pub fn following(self) -> impl FnMut(&Event) + Send + 'static {
        let mut exchange = Exchange::default();
        move |event| self.show(&exchange.follow(event))
    }
}
