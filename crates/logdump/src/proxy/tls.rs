//! TLS towards the broker, and with the clients.
//!
//! With the clients, logdump is what is called a TLS-inspecting proxy: it shows a certificate of its own, signed by an
//! authority that whoever runs the client must have accepted. Without that consent, it reads nothing.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use class_ca::{Authority, AuthorityError};
use cli::{Address, Unreachable};
use tls::{Admission, Trust, Wire};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::server::Acceptor;

use crate::messages;

/// How long to try to reach the broker, and how long a handshake may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// On which sides TLS is spoken.
#[derive(Debug, Clone, Default)]
pub struct Tls {
    /// With the broker.
    pub broker: Option<Trust>,
    /// With the clients.
    pub clients: Option<Arc<Authority>>,
}

/// Connects to the broker; else why one cannot, for people.
pub(super) async fn to_broker(to: &Address, trust: Option<&Trust>) -> Result<Wire, String> {
    let unreachable = |error| Unreachable { address: to.clone(), error }.to_string();
    let connecting = TcpStream::connect((to.host.as_str(), to.port));
    let tcp = in_time(connecting).await.map_err(unreachable)?;
    // A packet must not wait for the next one to fill a segment.
    let _ = tcp.set_nodelay(true);
    let Some(trust) = trust else {
        return Ok(Wire::Clear(tcp));
    };
    let handshake = trust.shake_hands(&to.host, tcp);
    in_time(handshake).await.map_err(|error| tls::messages::broker_refused(to, &error))
}

/// Shakes hands with a client; else why it did not come to that, for people.
pub(super) async fn from_client(tcp: TcpStream, authority: Option<&Arc<Authority>>) -> Result<Wire, String> {
    let Some(authority) = authority else {
        return Ok(Wire::Clear(tcp));
    };
    let here = tcp.local_addr().map(|address| address.ip());
    let handshake = async {
        let hello = LazyConfigAcceptor::new(Acceptor::default(), tcp).await?;
        let name = hello.client_hello().server_name().map(str::to_owned);
        let config = config(authority, name.as_deref(), here?).map_err(io::Error::other)?;
        hello.into_stream(config).await
    };
    let tls = in_time(handshake).await;
    tls.map(|tls| Wire::Tls(Box::new(tls.into())))
        .map_err(|error| messages::client_refused(authority.file(), &error))
}

async fn in_time<T>(what: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(PATIENCE, what).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

/// What to show to a client that looks for `name`, or came to the address `here`.
fn config(
    authority: &Authority,
    name: Option<&str>,
    here: IpAddr,
) -> Result<Arc<ServerConfig>, AuthorityError> {
    let names = [name.unwrap_or("localhost").to_owned(), here.to_string()];
    Ok(tls::server(authority.identity("logdump", &names)?, Admission::Anybody)?)
}
