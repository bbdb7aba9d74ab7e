//! What is wrong with the certificates and keys that were given.

use std::path::PathBuf;
use std::{fmt, io};

use tokio_rustls::rustls;

use crate::messages;

/// Why TLS cannot be set up. `Display` says it in French, with what to do.
#[derive(Debug)]
pub enum TlsError {
    /// A file cannot be read.
    Read(PathBuf, io::Error),
    /// A file holds no certificate in PEM.
    NoCertificate(PathBuf),
    /// A file holds no private key in PEM.
    NoKey(PathBuf),
    /// The key is not that of the certificate.
    OtherKey {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
    },
    /// The system knows no authority.
    NoSystemAuthority,
    /// The library refuses.
    Rustls(rustls::Error),
}

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::tls_error(self))
    }
}

// No `source`: the text already says all.
impl std::error::Error for TlsError {}

impl From<rustls::Error> for TlsError {
    fn from(error: rustls::Error) -> TlsError {
        TlsError::Rustls(error)
    }
}
