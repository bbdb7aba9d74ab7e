//! The authority, and what it signs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use tls::Identity;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::AuthorityError;
use crate::files::{self, PUBLIC, SECRET};

/// The name in its certificate.
const NAME: &str = "Atelier MQTT, autorite de la classe";

const CERTIFICATE: &str = "ca.pem";
const KEY: &str = "ca-key.pem";

const SECONDS_OF_A_YEAR: u64 = 31_556_952;

/// The authority of a class, with its key.
#[derive(Debug)]
pub struct Authority {
    folder: PathBuf,
    file: PathBuf,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    /// The authority in this folder, in `ca.pem` and `ca-key.pem`. It is made where there is none.
    ///
    /// # Errors
    /// When the files cannot be read or written, or were not made here.
    pub fn in_folder(folder: &Path) -> Result<Authority, AuthorityError> {
        let (file, key_file) = (folder.join(CERTIFICATE), folder.join(KEY));
        let key = match files::read(&key_file)? {
            Some(text) => {
                let key = KeyPair::from_pem(&text).map_err(|_| AuthorityError::NotOurs(folder.to_owned()))?;
                check(folder, &file, &key)?;
                key
            }
            None => make(folder, &file, &key_file)?,
        };
        Ok(Authority { folder: folder.to_owned(), file, issuer: Issuer::new(params()?, key) })
    }

    /// The certificate that clients must accept.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Where its files are.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A new certificate for these names and addresses, with a new key, which are in no file.
    ///
    /// # Errors
    /// When a name cannot stand in a certificate.
    pub fn identity(&self, program: &str, names: &[String]) -> Result<Identity, AuthorityError> {
        let (certificate, key) = self.sign(program, names, ExtendedKeyUsagePurpose::ServerAuth)?;
        let key = PrivateKeyDer::try_from(key.serialize_der())
            .map_err(|_| AuthorityError::NotOurs(self.folder.clone()))?;
        Ok(Identity::new(certificate.der().clone(), key))
    }

    /// Signs a new certificate, of this common name, for these names and addresses.
    pub(crate) fn sign(
        &self,
        common_name: &str,
        names: &[String],
        purpose: ExtendedKeyUsagePurpose,
    ) -> Result<(Certificate, KeyPair), AuthorityError> {
        let key = KeyPair::generate()?;
        let mut leaf = CertificateParams::new(names)?;
        let CertificateParams { not_before, not_after, .. } = params()?;
        (leaf.not_before, leaf.not_after) = (not_before, not_after);
        leaf.distinguished_name.push(DnType::CommonName, common_name);
        leaf.use_authority_key_identifier_extension = true;
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        leaf.extended_key_usages = vec![purpose];
        Ok((leaf.signed_by(&key, &self.issuer)?, key))
    }

    /// Writes `NAME.pem` and `NAME-key.pem`, which must not be there yet.
    pub(crate) fn write(
        &self,
        name: &str,
        certificate: &Certificate,
        key: &KeyPair,
    ) -> Result<(), AuthorityError> {
        files::write_new(&self.folder.join(format!("{name}.pem")), &certificate.pem(), PUBLIC)?;
        files::write_new(&self.folder.join(format!("{name}-key.pem")), &key.serialize_pem(), SECRET)
    }
}

/// What its certificate says: the same name each time, so that what it signs names the one of `ca.pem`.
fn params() -> Result<CertificateParams, AuthorityError> {
    let mut params = CertificateParams::new(Vec::new())?;
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

fn make(folder: &Path, file: &Path, key_file: &Path) -> Result<KeyPair, AuthorityError> {
    let key = KeyPair::generate()?;
    let certificate = params()?.self_signed(&key)?;
    fs::create_dir_all(folder).map_err(|error| AuthorityError::Write(folder.to_owned(), error))?;
    files::write_new(file, &certificate.pem(), PUBLIC)?;
    files::write_new(key_file, &key.serialize_pem(), SECRET)?;
    Ok(key)
}

/// Whether the certificate is that of the key, with our name in it.
fn check(folder: &Path, file: &Path, key: &KeyPair) -> Result<(), AuthorityError> {
    let certificate =
        CertificateDer::from_pem_file(file).map_err(|_| tls::TlsError::NoCertificate(file.to_owned()))?;
    let holds = |part: &[u8]| certificate.windows(part.len()).any(|window| window == part);
    if holds(NAME.as_bytes()) && holds(key.public_key_raw()) {
        Ok(())
    } else {
        Err(AuthorityError::NotOurs(folder.to_owned()))
    }
}
