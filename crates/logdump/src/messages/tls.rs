//! What concerns TLS: the options, and why a handshake fails.

use std::io;
use std::path::Path;

use cli::Address;
use tokio_rustls::rustls::{AlertDescription, CertificateError, Error};

use crate::proxy::TlsError;

/// Help of `--tls`.
pub const HELP_TLS: &str = "Parler TLS au broker, vérifié par les autorités du système";
/// Help of `--cafile`.
pub const HELP_CAFILE: &str = "Parler TLS au broker, vérifié par l’autorité de ce fichier PEM";
/// Help of `--class-ca`.
pub const HELP_CLASS_CA: &str = "Parler TLS aux clients, sous l’autorité de ce dossier (créée au besoin)\u{a0}; eux doivent \
l’accepter\u{a0}: --cafile DOSSIER/ca.pem";

/// Said on start when clients speak TLS to logdump.
#[must_use]
pub fn inspection(file: &Path) -> String {
    format!(
        "logdump parle TLS aux clients\u{a0}: il lit donc tout, comme tout proxy d’inspection TLS.\n\
         Il y faut leur accord, --cafile {}.\n\
         Ne donnez à personne la clé qui est à côté, ca-key.pem.",
        file.display()
    )
}

/// The client to try when clients must speak TLS, with the certificate to accept.
#[must_use]
pub fn tls_client(port: u16, file: &Path) -> String {
    format!("mosquitto_sub -h localhost -p {port} --cafile {} -t 'maison/#' -v", file.display())
}

/// Something is wrong with the files.
#[must_use]
pub fn tls_error(error: &TlsError) -> String {
    match error {
        TlsError::Read(file, error) => {
            format!("impossible de lire {}\u{a0}: {}", file.display(), reason(error))
        }
        TlsError::Write(file, error) => {
            format!("impossible d’écrire {}\u{a0}: {}", file.display(), reason(error))
        }
        TlsError::NoCertificate(file) => format!(
            "{} ne contient pas de certificat lisible\u{a0}: on attend du PEM, qui commence par -----BEGIN CERTIFICATE-----",
            file.display()
        ),
        TlsError::NoSystemAuthority => {
            "ce système ne connaît aucune autorité de certification\u{a0}: donnez-en une par --cafile"
                .to_owned()
        }
        TlsError::NotOurAuthority(folder) => format!(
            "le dossier {} ne contient pas une autorité faite par logdump\u{a0}: donnez un dossier vide ou nouveau, \
             logdump y créera ca.pem et ca-key.pem",
            folder.display()
        ),
        TlsError::Make(error) => format!("impossible de créer un certificat\u{a0}: {error}"),
        TlsError::Rustls(error) => format!("TLS ne peut pas démarrer\u{a0}: {error}"),
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "il n’existe pas".to_owned(),
        io::ErrorKind::PermissionDenied => "l’accès est refusé".to_owned(),
        io::ErrorKind::AlreadyExists => "il existe déjà".to_owned(),
        _ => error.to_string(),
    }
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
        Some(error) => format!("le broker et logdump ne s’entendent pas en TLS ({error})"),
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
            "le certificat du broker n’est pas au nom de «\u{a0}{}\u{a0}»\u{a0}: donnez dans --to le nom qu’il porte \
             (subjectAltName), ou refaites-le",
            to.host
        ),
        other => format!("le certificat du broker ne convient pas ({other})"),
    }
}

/// The handshake with a client has failed.
#[must_use]
pub fn client_refused(ca: &Path, error: &io::Error) -> String {
    let ca = ca.display();
    match cause(error) {
        Some(Error::AlertReceived(AlertDescription::UnknownCA | AlertDescription::BadCertificate)) => {
            format!("le client n’accepte pas l’autorité de la classe\u{a0}; donnez-lui --cafile {ca}")
        }
        Some(Error::AlertReceived(alert)) => format!("le client refuse le certificat de logdump ({alert:?})"),
        Some(Error::InvalidMessage(_) | Error::InappropriateMessage { .. }) => {
            format!("le client ne parle pas TLS\u{a0}; donnez-lui --cafile {ca}")
        }
        Some(error) => format!("le client et logdump ne s’entendent pas en TLS ({error})"),
        None => {
            format!("le client s’en va pendant la poignée de main TLS\u{a0}; a-t-il --cafile {ca}\u{202f}?")
        }
    }
}

/// What the TLS library has found.
fn cause(error: &io::Error) -> Option<&Error> {
    let inner = error.get_ref()?;
    inner.downcast_ref::<Error>().or_else(|| inner.source()?.downcast_ref::<Error>())
}
