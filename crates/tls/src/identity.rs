//! Who one is: a certificate and its key.

use std::fmt;
use std::path::Path;

use tokio_rustls::rustls::Error;
use tokio_rustls::rustls::client::danger::ServerCertVerifier;
use tokio_rustls::rustls::crypto::ring::sign::any_supported_type;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use tokio_rustls::rustls::sign::CertifiedKey;

use crate::{TlsError, pem, verifier};

/// A certificate, those that link it to an authority, and its private key.
pub struct Identity {
    pub(crate) chain: Vec<CertificateDer<'static>>,
    pub(crate) key: PrivateKeyDer<'static>,
}

impl Identity {
    /// Reads them from two files in PEM.
    ///
    /// # Errors
    /// When a file cannot be read or holds something else, or the key is that of another certificate.
    pub fn from_files(certificate: &Path, key: &Path) -> Result<Identity, TlsError> {
        let identity = Identity { chain: pem::certificates(certificate)?, key: pem::key(key)? };
        let signing = any_supported_type(&identity.key).map_err(|_| TlsError::NoKey(key.to_owned()))?;
        match CertifiedKey::new(identity.chain.clone(), signing).keys_match() {
            Err(Error::InconsistentKeys(_)) => {
                Err(TlsError::OtherKey { certificate: certificate.to_owned(), key: key.to_owned() })
            }
            Err(_) => Err(TlsError::NoCertificate(certificate.to_owned())),
            Ok(()) => Ok(identity),
        }
    }

    /// A certificate that was just made, with its key.
    #[must_use]
    pub fn new(certificate: CertificateDer<'static>, key: PrivateKeyDer<'static>) -> Identity {
        Identity { chain: vec![certificate], key }
    }

    /// Whether a client that trusts the authorities of `cafile` accepts it today under each of these names.
    ///
    /// # Errors
    /// When the file cannot be read or holds no certificate.
    pub fn is_accepted(&self, cafile: &Path, names: &[String]) -> Result<bool, TlsError> {
        let verifier = verifier::verifier(Some(cafile))?;
        let Some((own, others)) = self.chain.split_first() else { return Ok(false) };
        Ok(names.iter().all(|name| {
            let name = ServerName::try_from(name.as_str());
            name.is_ok_and(|name| {
                verifier.verify_server_cert(own, others, &name, &[], UnixTime::now()).is_ok()
            })
        }))
    }
}

// Never the key.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("certificates", &self.chain.len()).finish_non_exhaustive()
    }
}
