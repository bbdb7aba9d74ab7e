//! Why TLS cannot be set up, and why a handshake fails, in French.

use std::io;
use std::path::Path;

use cli::Address;
use tokio_rustls::rustls::{AlertDescription, CertificateError, Error};

use crate::TlsError;

/// Something is wrong with the files.
#[must_use]
pub fn tls_error(error: &TlsError) -> String {
    match error {
        TlsError::Read(file, error) => cannot_read(file, error),
        TlsError::NoCertificate(file) => format!(
            "{} ne contient pas de certificat lisible\u{a0}: on attend du PEM, qui commence par -----BEGIN CERTIFICATE-----",
            file.display()
        ),
        TlsError::NoKey(file) => format!(
            "{} ne contient pas de clé privée lisible\u{a0}: on attend du PEM sans mot de passe, qui commence par \
             -----BEGIN PRIVATE KEY-----",
            file.display()
        ),
        TlsError::OtherKey { certificate, key } => format!(
            "la clé de {} n’est pas celle du certificat de {}\u{a0}: donnez les deux fichiers faits ensemble",
            key.display(),
            certificate.display()
        ),
        TlsError::NoSystemAuthority => {
            "ce système ne connaît aucune autorité de certification\u{a0}: donnez-en une par --cafile"
                .to_owned()
        }
        TlsError::Rustls(error) => format!("TLS ne peut pas démarrer\u{a0}: {error}"),
    }
}

/// A file cannot be read.
#[must_use]
pub fn cannot_read(file: &Path, error: &io::Error) -> String {
    format!(
        "impossible de lire {}\u{a0}: {}\u{a0}; vérifiez son nom et vos droits sur lui",
        file.display(),
        cli::describe(error)
    )
}

/// A file cannot be written.
#[must_use]
pub fn cannot_write(file: &Path, error: &io::Error) -> String {
    format!(
        "impossible d’écrire {}\u{a0}: {}\u{a0}; vérifiez que son dossier existe et que vous pouvez y écrire",
        file.display(),
        cli::describe(error)
    )
}

/// The handshake with the broker has failed.
#[must_use]
pub fn broker_refused(to: &Address, error: &io::Error) -> String {
    let why = match cause(error) {
        Some(Error::InvalidCertificate(error)) => certificate(error, to),
        Some(Error::InvalidMessage(_) | Error::InappropriateMessage { .. }) => format!(
            "ce qui répond n’est pas du TLS. Le port {} est sans doute en clair\u{a0}: retirez --tls ou --cafile, ou \
             choisissez le port TLS du broker (souvent 8883)",
            to.port
        ),
        Some(Error::AlertReceived(_)) => describe(error),
        Some(error) => format!("les deux côtés ne s’entendent pas en TLS ({error})"),
        None if error.kind() == io::ErrorKind::TimedOut => "la poignée de main n’en finit pas".to_owned(),
        None => {
            format!(
                "le broker ferme la connexion pendant la poignée de main\u{a0}; le port {} est-il en clair\u{202f}?",
                to.port
            )
        }
    };
    let end = if why.ends_with('?') { "" } else { "." };
    format!("TLS avec {to}\u{a0}: {why}{end}")
}

fn certificate(error: &CertificateError, to: &Address) -> String {
    match error {
        CertificateError::UnknownIssuer | CertificateError::Other(_) => {
            "certificat auto-signé, ou signé par une autorité inconnue\u{a0}: donnez cette autorité par --cafile".to_owned()
        }
        CertificateError::BadSignature => {
            "le certificat porte le nom de l’autorité de --cafile, mais pas sa signature\u{a0}: ce n’est pas le bon ca.pem".to_owned()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "le certificat du broker est périmé\u{a0}: renouvelez-le, ou vérifiez la date de cette machine".to_owned()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "le certificat du broker n’est pas encore valable\u{a0}: vérifiez la date de cette machine".to_owned()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => format!(
            "le certificat du broker n’est pas au nom de «\u{a0}{}\u{a0}»\u{a0}: appelez-le par le nom qu’il \
             porte (subjectAltName), ou refaites-le",
            to.host
        ),
        other => format!("le certificat du broker ne convient pas ({other})"),
    }
}

/// An error of a connection, in TLS or not.
#[must_use]
pub fn describe(error: &io::Error) -> String {
    match cause(error) {
        Some(Error::AlertReceived(AlertDescription::CertificateRequired)) => {
            "l’autre côté demande un certificat\u{a0}: donnez-en un par --cert et --key".to_owned()
        }
        Some(Error::AlertReceived(
            AlertDescription::UnknownCA
            | AlertDescription::BadCertificate
            | AlertDescription::CertificateUnknown
            | AlertDescription::DecryptError,
        )) => "l’autre côté refuse notre certificat".to_owned(),
        Some(error) => format!("erreur de TLS ({error})"),
        None => cli::describe(error),
    }
}

/// What the TLS library has found.
#[must_use]
pub fn cause(error: &io::Error) -> Option<&Error> {
    let inner = error.get_ref()?;
    inner.downcast_ref::<Error>().or_else(|| inner.source()?.downcast_ref::<Error>())
}
