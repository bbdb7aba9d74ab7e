//! The certificate of the class's broker: made once, kept beside the authority, made again when it does no more.

use std::net::{IpAddr, UdpSocket};
use std::path::PathBuf;

use rcgen::ExtendedKeyUsagePurpose;
use tls::{Identity, TlsError};

use crate::{Authority, AuthorityError, files};

const SERVER: &str = "serveur";

/// A certificate in files, with what was done for it.
#[derive(Debug)]
pub struct Made {
    /// The certificate and its key.
    pub identity: Identity,
    /// Where the certificate is; its key is beside it.
    pub file: PathBuf,
    /// It was made just now: there was none, or it was expired, or lacked a name.
    pub is_new: bool,
}

impl Authority {
    /// The certificate for a server of these names and addresses, in `serveur.pem` and `serveur-key.pem`: the one that is
    /// there while a client that looks for any of the names would accept it, else a new one.
    ///
    /// # Errors
    /// When the files cannot be read or written, or a name cannot stand in a certificate.
    pub fn server(&self, names: &[String]) -> Result<Made, AuthorityError> {
        let path = |end: &str| self.folder().join(format!("{SERVER}{end}.pem"));
        let (file, key_file) = (path(""), path("-key"));
        match Identity::from_files(&file, &key_file) {
            Ok(identity) if identity.is_accepted(self.file(), names)? => {
                return Ok(Made { identity, file, is_new: false });
            }
            Ok(_) | Err(TlsError::Read(..)) => {}
            Err(error) => return Err(error.into()),
        }
        // Checked before: both names are those of files that this program has made.
        let (certificate, key) = self.sign("broker", names, ExtendedKeyUsagePurpose::ServerAuth)?;
        files::remove(&file)?;
        files::remove(&key_file)?;
        self.write(SERVER, &certificate, &key)?;
        Ok(Made { identity: Identity::from_files(&file, &key_file)?, file, is_new: true })
    }

    /// A certificate for a client of this name, in `NAME.pem` and `NAME-key.pem`, which must not be there yet.
    ///
    /// # Errors
    /// When they are, or cannot be written, or the name cannot stand in a certificate.
    pub fn client(&self, name: &str) -> Result<(PathBuf, PathBuf), AuthorityError> {
        let (certificate, key) = self.sign(name, &[], ExtendedKeyUsagePurpose::ClientAuth)?;
        self.write(name, &certificate, &key)?;
        let path = |end: &str| self.folder().join(format!("{name}{end}.pem"));
        Ok((path(""), path("-key")))
    }
}

/// The names under which clients may look for this machine: `localhost`, its own name, and its addresses.
#[must_use]
pub fn here() -> Vec<String> {
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    // An address kept for examples: nothing is sent to it, but the system says from where it would be.
    let towards = |from: &str, to: &str| {
        let socket = UdpSocket::bind((from, 0)).ok()?;
        socket.connect((to, 9)).ok()?;
        Some(socket.local_addr().ok()?.ip())
    };
    let found = [towards("0.0.0.0", "192.0.2.1"), towards("::", "2001:db8::1")];
    let found = found.into_iter().flatten().filter(|ip: &IpAddr| !ip.is_loopback() && !ip.is_unspecified());
    names.extend(found.map(|ip| ip.to_string()));
    names.extend(host_name());
    names
}

/// The name of this machine, where the system tells it and it can stand in a certificate.
fn host_name() -> Option<String> {
    let name = std::fs::read_to_string("/etc/hostname").or_else(|_| std::env::var("COMPUTERNAME")).ok()?;
    let name = name.trim().to_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    (!name.is_empty() && name.chars().all(plain)).then_some(name)
}
