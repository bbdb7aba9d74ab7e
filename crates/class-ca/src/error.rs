//! What is wrong with the folder of an authority.

use std::path::PathBuf;
use std::{fmt, io};

use tls::TlsError;

use crate::messages;

/// Why there is no authority, or no certificate. `Display` says it in French, with what to do.
#[derive(Debug)]
pub enum AuthorityError {
    /// A file cannot be read.
    Read(PathBuf, io::Error),
    /// A file cannot be written.
    Write(PathBuf, io::Error),
    /// What is in the folder was not made here.
    NotOurs(PathBuf),
    /// A certificate cannot be made.
    Make(rcgen::Error),
    /// What is there cannot be used.
    Tls(TlsError),
}

impl fmt::Display for AuthorityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&messages::authority_error(self))
    }
}

// No `source`: the text already says all.
impl std::error::Error for AuthorityError {}

impl From<rcgen::Error> for AuthorityError {
    fn from(error: rcgen::Error) -> AuthorityError {
        AuthorityError::Make(error)
    }
}

impl From<TlsError> for AuthorityError {
    fn from(error: TlsError) -> AuthorityError {
        AuthorityError::Tls(error)
    }
}
