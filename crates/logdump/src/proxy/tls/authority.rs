//! The authority of a class: it signs the certificates that logdump shows to clients.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::{TlsError, provider};

/// The name in its certificate.
const NAME: &str = "Atelier MQTT, autorite de la classe";

const CERTIFICATE: &str = "ca.pem";
const KEY: &str = "ca-key.pem";

const SECONDS_OF_A_YEAR: u64 = 31_556_952;

/// The authority, and the key for the certificates that it signs.
#[derive(Debug)]
pub struct Authority {
    file: PathBuf,
    issuer: Issuer<'static, KeyPair>,
    /// One key for all names: it lives no longer than the program.
    key: KeyPair,
}

impl Authority {
    /// The authority in this folder, in `ca.pem` and `ca-key.pem`. It is made where there is none.
    ///
    /// # Errors
    /// When the files cannot be read or written, or were not made here.
    pub fn in_folder(folder: &Path) -> Result<Authority, TlsError> {
        let (file, key_file) = (folder.join(CERTIFICATE), folder.join(KEY));
        let key = match fs::read_to_string(&key_file) {
            Ok(text) => {
                let key =
                    KeyPair::from_pem(&text).map_err(|_| TlsError::NotOurAuthority(folder.to_owned()))?;
                check(folder, &file, &key)?;
                key
            }
            Err(error) if error.kind() == ErrorKind::NotFound => make(folder, &file, &key_file)?,
            Err(error) => return Err(TlsError::Read(key_file, error)),
        };
        let key_of_leaves = KeyPair::generate().map_err(TlsError::Make)?;
        Ok(Authority { file, issuer: Issuer::new(params()?, key), key: key_of_leaves })
    }

    /// The certificate that clients must accept.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// What to show to a client that looks for `name`, or came to the address `here`.
    pub(super) fn config(&self, name: Option<&str>, here: IpAddr) -> Result<Arc<ServerConfig>, TlsError> {
        let names = [name.unwrap_or("localhost").to_owned(), here.to_string()];
        let mut leaf = CertificateParams::new(names).map_err(TlsError::Make)?;
        let CertificateParams { not_before, not_after, .. } = params()?;
        (leaf.not_before, leaf.not_after) = (not_before, not_after);
        leaf.distinguished_name.push(DnType::CommonName, "logdump");
        leaf.use_authority_key_identifier_extension = true;
        let leaf = leaf.signed_by(&self.key, &self.issuer).map_err(TlsError::Make)?;
        let key = PrivateKeyDer::try_from(self.key.serialize_der())
            .map_err(|_| TlsError::NotOurAuthority(self.file.clone()))?;
        let config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(TlsError::Rustls)?
            .with_no_client_auth()
            .with_single_cert(vec![leaf.der().clone()], key)
            .map_err(TlsError::Rustls)?;
        Ok(Arc::new(config))
    }
}

/// What its certificate says: the same name each time, so that what it signs names the one of `ca.pem`.
fn params() -> Result<CertificateParams, TlsError> {
    let mut params = CertificateParams::new(Vec::new()).map_err(TlsError::Make)?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.distinguished_name.push(DnType::CommonName, NAME);
    // For this school year and the next.
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let year = 1970 + i32::try_from(since.as_secs() / SECONDS_OF_A_YEAR).unwrap_or_default();
    params.not_before = rcgen::date_time_ymd(year - 1, 1, 1);
    params.not_after = rcgen::date_time_ymd(year + 2, 1, 1);
    Ok(params)
}

fn make(folder: &Path, file: &Path, key_file: &Path) -> Result<KeyPair, TlsError> {
    let key = KeyPair::generate().map_err(TlsError::Make)?;
    let certificate = params()?.self_signed(&key).map_err(TlsError::Make)?;
    fs::create_dir_all(folder).map_err(|error| TlsError::Write(folder.to_owned(), error))?;
    write(file, &certificate.pem(), 0o644)?;
    write(key_file, &key.serialize_pem(), 0o600)?;
    Ok(key)
}

/// Writes a new file: one that is there already is not ours to replace.
fn write(file: &Path, text: &str, mode: u32) -> Result<(), TlsError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let written = options.open(file).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| TlsError::Write(file.to_owned(), error))
}

/// Whether the certificate is that of the key, with our name in it.
fn check(folder: &Path, file: &Path, key: &KeyPair) -> Result<(), TlsError> {
    let certificate =
        CertificateDer::from_pem_file(file).map_err(|_| TlsError::NoCertificate(file.to_owned()))?;
    let holds = |part: &[u8]| certificate.windows(part.len()).any(|window| window == part);
    if holds(NAME.as_bytes()) && holds(key.public_key_raw()) {
        Ok(())
    } else {
        Err(TlsError::NotOurAuthority(folder.to_owned()))
    }
}
