//! The thread of the page: accepts browsers, and serves each in a task.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::history::Shared;
use crate::routes::Site;

/// Connections at once: a class with a few pages each. Further ones wait.
const CONNECTIONS: usize = 256;

/// How long a browser may take to send its request.
const PATIENCE: Duration = Duration::from_secs(20);

/// Between two attempts to accept a connection when the system refuses.
const RETRY: Duration = Duration::from_millis(50);

/// Serves until `stopped` is told, or its other end is dropped.
pub(crate) fn spawn(
    listener: TcpListener,
    shared: Arc<Shared>,
    stopped: oneshot::Receiver<()>,
) -> io::Result<JoinHandle<()>> {
    let bound = listener.local_addr()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let site = Arc::new(Site { shared, bound });
    let thread = thread::Builder::new().name("projector".into());
    thread.spawn(move || runtime.block_on(serve(listener, site, stopped)))
}

async fn serve(listener: TcpListener, site: Arc<Site>, mut stopped: oneshot::Receiver<()>) {
    // Fails only for a listener that is not the system's any more.
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if connections.len() < CONNECTIONS => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, Arc::clone(&site)));
                }
                Err(_) => sleep(RETRY).await,
            },
            Some(_) = connections.join_next() => {}
            _ = &mut stopped => return,
        }
    }
}

async fn connection(stream: TcpStream, site: Arc<Site>) {
    // What has just happened is to be seen at once.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let response = site.answer(&request);
        async { Ok::<_, Infallible>(response) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    // A browser that goes away is no error of ours.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}
