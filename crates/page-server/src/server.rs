//! Accepts browsers, and serves each in a task.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::Body;
use crate::answer::guarded;

/// How long a browser may take to send its request.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Between two attempts to accept a connection when the system refuses.
const RETRY: Duration = Duration::from_millis(50);

/// Has `site` answer the requests that reach `listener`, on at most `most` connections at once: further ones wait. Ends
/// when it is dropped, and its connections with it.
///
/// # Errors
/// When the system does not tell where it listens.
pub async fn serve<S>(listener: TcpListener, most: usize, site: S) -> std::io::Result<()>
where
    S: Fn(&Request<Bytes>) -> Response<Body> + Send + Sync + 'static,
{
    accept(listener, most, None, site).await
}

/// [`serve`], for a site that is told things too: it is asked once all that was posted is there, at most `largest` bytes.
///
/// # Errors
/// As [`serve`].
pub async fn serve_posts<S>(
    listener: TcpListener,
    most: usize,
    largest: usize,
    site: S,
) -> std::io::Result<()>
where
    S: Fn(&Request<Bytes>) -> Response<Body> + Send + Sync + 'static,
{
    accept(listener, most, Some(largest), site).await
}

async fn accept<S>(listener: TcpListener, most: usize, largest: Option<usize>, site: S) -> std::io::Result<()>
where
    S: Fn(&Request<Bytes>) -> Response<Body> + Send + Sync + 'static,
{
    let (bound, site) = (listener.local_addr()?, Arc::new(site));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if connections.len() < most => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, bound, largest, Arc::clone(&site)));
                }
                Err(_) => sleep(RETRY).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection<S>(stream: TcpStream, bound: SocketAddr, largest: Option<usize>, site: Arc<S>)
where
    S: Fn(&Request<Bytes>) -> Response<Body>,
{
    // What has just happened is to be seen at once.
    let _ = stream.set_nodelay(true);
    let service =
        service_fn(async |request| Ok::<_, Infallible>(guarded(request, bound, largest, &*site).await));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    // A browser that goes away is no error of ours.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}
