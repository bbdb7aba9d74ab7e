//! What is wrong with the certificates and keys that were given.

use std::path::PathBuf;
use std::{fmt, io};

use tokio_rustls::rustls;

use crate::messages;

/// Why TLS cannot be set up.
#[derive(Debug)]
pub enum TlsError {
    /// A file cannot be read.
    Read(PathBuf, io::Error),
    /// A file cannot be written.
    Write(PathBuf, io::Error),
    /// A file holds no certificate in PEM.
    NoCertificate(PathBuf),
    /// The system knows no authority.
    NoSystemAuthority,
    /// The key is not one, or not that of the certificate.
    NotOurAuthority(PathBuf),
    /// A certificate cannot be made.
    Make(rcgen::Error),
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
