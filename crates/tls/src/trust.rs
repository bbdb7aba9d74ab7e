//! The client's side.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::{Identity, TlsError, Wire, provider, verifier};

/// Which brokers are believed to be who they say.
#[derive(Clone)]
pub struct Trust(pub(crate) Arc<ClientConfig>);

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
        Trust::with_identity(cafile, None)
    }

    /// The same, for a client that shows a certificate of its own where the broker asks for one.
    ///
    /// # Errors
    /// As [`Trust::new`].
    pub fn with_identity(cafile: Option<&Path>, identity: Option<Identity>) -> Result<Trust, TlsError> {
        let config = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(verifier::verifier(cafile)?);
        let config = match identity {
            Some(identity) => config.with_client_auth_cert(identity.chain, identity.key)?,
            None => config.with_no_client_auth(),
        };
        Ok(Trust(Arc::new(config)))
    }

    /// Shakes hands over `tcp` with the broker that is called `host`.
    ///
    /// # Errors
    /// When it is not believed, or speaks no TLS: [`messages::broker_refused`](crate::messages::broker_refused) says
    /// it. There is no limit of time here.
    pub async fn shake_hands(&self, host: &str, tcp: TcpStream) -> io::Result<Wire> {
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        let tls = TlsConnector::from(Arc::clone(&self.0)).connect(name, tcp).await?;
        Ok(Wire::Tls(Box::new(tls.into())))
    }
}
