//! TLS towards the broker, and with the clients.
//!
//! With the clients, logdump is what is called a TLS-inspecting proxy: it shows a certificate of its own, signed by an
//! authority that whoever runs the client must have accepted. Without that consent, it reads nothing.

mod authority;
mod error;
mod trust;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cli::{Address, Unreachable};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::server::Acceptor;
use tokio_rustls::rustls::{ClientConfig, crypto};
use tokio_rustls::{LazyConfigAcceptor, TlsConnector};

pub use authority::Authority;
pub use error::TlsError;

use super::wire::Wire;
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

/// Which brokers are believed to be who they say.
#[derive(Clone)]
pub struct Trust(Arc<ClientConfig>);

impl std::fmt::Debug for Trust {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Trust")
    }
}

impl Trust {
    /// Those that an authority of this PEM file vouches for; those of the system without a file.
    ///
    /// # Errors
    /// When the file cannot be read, or there is no certificate.
    pub fn new(cafile: Option<&Path>) -> Result<Trust, TlsError> {
        let verifier = trust::verifier(cafile)?;
        let config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(TlsError::Rustls)?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        Ok(Trust(Arc::new(config)))
    }
}

fn provider() -> Arc<crypto::CryptoProvider> {
    Arc::new(crypto::ring::default_provider())
}

/// Connects to the broker; else why one cannot, for people.
pub(super) async fn to_broker(to: &Address, trust: Option<&Trust>) -> Result<Wire, String> {
    let unreachable = |error| Unreachable { address: to.clone(), error }.to_string();
    let connecting = TcpStream::connect((to.host.as_str(), to.port));
    let tcp = in_time(connecting).await.map_err(unreachable)?;
    // A packet must not wait for the next one to fill a segment.
    let _ = tcp.set_nodelay(true);
    let Some(Trust(config)) = trust else {
        return Ok(Wire::Clear(tcp));
    };
    let refused = |error: &io::Error| messages::broker_refused(to, error);
    let name = ServerName::try_from(to.host.clone()).map_err(|error| refused(&io::Error::other(error)))?;
    let handshake = TlsConnector::from(Arc::clone(config)).connect(name, tcp);
    let tls = in_time(handshake).await.map_err(|error| refused(&error))?;
    Ok(Wire::Tls(Box::new(tls.into())))
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
        let config = authority.config(name.as_deref(), here?).map_err(io::Error::other)?;
        hello.into_stream(config).await
    };
    let tls = in_time(handshake).await;
    tls.map(|tls| Wire::Tls(Box::new(tls.into())))
        .map_err(|error| messages::client_refused(authority.file(), &error))
}

async fn in_time<T>(what: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(PATIENCE, what).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}
