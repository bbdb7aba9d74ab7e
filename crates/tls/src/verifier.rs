//! Whom to believe.

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::client::{WebPkiServerVerifier, verify_server_name};
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use crate::{TlsError, pem, provider};

/// Verifies a broker's certificate against the authorities of a file, or of the system.
pub(crate) fn verifier(cafile: Option<&Path>) -> Result<Arc<Verifier>, TlsError> {
    let given = match cafile {
        Some(file) => pem::certificates(file)?,
        None => rustls_native_certs::load_native_certs().certs,
    };
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(given.iter().cloned());
    if added == 0 {
        return Err(
            cafile.map_or(TlsError::NoSystemAuthority, |file| TlsError::NoCertificate(file.to_owned()))
        );
    }
    let usual = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider()).build();
    let usual = usual.map_err(|error| TlsError::Rustls(Error::General(error.to_string())))?;
    Ok(Arc::new(Verifier { usual, given }))
}

/// The library's rules, and one more that OpenSSL has and students rely on: a certificate that was given is believed,
/// even where it is an authority's own.
#[derive(Debug)]
pub(crate) struct Verifier {
    usual: Arc<WebPkiServerVerifier>,
    given: Vec<CertificateDer<'static>>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let usual = self.usual.verify_server_cert(end_entity, intermediates, name, ocsp, now);
        match usual {
            // So says webpki of the certificate of an authority; it has looked at the dates before.
            Err(Error::InvalidCertificate(CertificateError::Other(_))) if self.given.contains(end_entity) => {
                verify_server_name(&ParsedCertificate::try_from(end_entity)?, name)?;
                Ok(ServerCertVerified::assertion())
            }
            usual => usual,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls12_signature(message, cert, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls13_signature(message, cert, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }
}
