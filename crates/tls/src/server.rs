//! What a server shows, and what it asks of its clients.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{Error, ServerConfig};

use crate::{Identity, TlsError, pem, provider};

/// Which clients come through the handshake.
#[derive(Debug, Clone, Copy)]
pub enum Admission<'a> {
    /// All: MQTT will ask who they are.
    Anybody,
    /// Those with a certificate that an authority of this PEM file has signed.
    SignedBy(&'a Path),
}

/// How a server with this identity shakes hands, in TLS 1.2 and 1.3.
///
/// # Errors
/// When the file of the authorities cannot be read or holds none.
pub fn server(identity: Identity, admission: Admission<'_>) -> Result<Arc<ServerConfig>, TlsError> {
    let config = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
    let config = match admission {
        Admission::Anybody => config.with_no_client_auth(),
        Admission::SignedBy(file) => {
            let roots = Arc::new(pem::roots(file)?);
            let verifier = WebPkiClientVerifier::builder_with_provider(roots, provider()).build();
            let verifier = verifier.map_err(|error| Error::General(error.to_string()))?;
            config.with_client_cert_verifier(verifier)
        }
    };
    Ok(Arc::new(config.with_single_cert(identity.chain, identity.key)?))
}
