//! What concerns TLS: the options, and why a handshake fails.

use std::io;
use std::path::Path;

use tls::messages::cause;
use tokio_rustls::rustls::{AlertDescription, Error};

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
