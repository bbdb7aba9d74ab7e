//! The thread of the page.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::runtime::Builder;
use tokio::sync::oneshot;

use crate::history::Shared;
use crate::routes::Site;

/// Connections at once: a class with a few pages each.
const CONNECTIONS: usize = 256;

/// Serves until `stopped` is told, or its other end is dropped.
pub(crate) fn spawn(
    listener: TcpListener,
    shared: Arc<Shared>,
    stopped: oneshot::Receiver<()>,
) -> io::Result<JoinHandle<()>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let site = Site { shared };
    let thread = thread::Builder::new().name("projector".into());
    thread.spawn(move || {
        runtime.block_on(async {
            // Fails only for a listener that is not the system's any more.
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            tokio::select! {
                _ = page_server::serve(listener, CONNECTIONS, move |request| site.answer(request)) => {}
                _ = stopped => {}
            }
        });
    })
}
