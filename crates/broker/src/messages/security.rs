//! What concerns users, their rights and TLS.

use std::io::{self, ErrorKind};
use std::path::Path;

use mqtt_trace::visible::Visible;
use tokio_rustls::rustls::{AlertDescription, Error};

use crate::access::acl::{AclError, Fault as AclFault};
use crate::access::passwords::{Fault as PasswordFault, MOST_MEMORY, PasswordError};

pub(crate) const FORBIDDEN_TO_PUBLISH: &str = "les droits ne lui permettent pas d’écrire sur ce topic : le message n’ira nulle part. En MQTT 3.1.1, rien ne le dit au client [MQTT-3.3.5-2]";
pub(crate) const TOO_MANY_CONNECTIONS: &str =
    "une connexion est fermée aussitôt : il y en a autant que permis (--max-connections)";
pub(crate) const TOO_MUCH_UNRELEASED: &str = "il envoie des messages de QoS 2 sans jamais les libérer par PUBREL, plus que permis (--max-queued-bytes)";
pub(crate) const STUCK: &str =
    "il ne lit plus ce qui lui est envoyé : la connexion est fermée (--write-timeout)";

pub(crate) fn forbidden_to_subscribe(client: &str, filter: &str) -> String {
    format!(
        "les droits ne permettent à {} de rien lire par {}\u{a0}: SUBACK refuse cet abonnement (0x80)",
        Visible(client),
        Visible(filter)
    )
}

/// A TLS handshake with a client has failed.
pub(crate) fn no_handshake(error: &io::Error) -> String {
    let why = match tls::messages::cause(error) {
        Some(Error::AlertReceived(AlertDescription::UnknownCA | AlertDescription::BadCertificate)) => {
            "il ne reconnaît pas l’autorité qui a signé notre certificat : donnez-la-lui par --cafile"
                .to_owned()
        }
        Some(Error::AlertReceived(alert)) => format!("il refuse notre certificat ({alert:?})"),
        Some(Error::InvalidMessage(_) | Error::InappropriateMessage { .. }) => {
            "il ne parle pas TLS, et ce port n’accepte rien d’autre : donnez-lui --cafile, ou le port en clair"
                .to_owned()
        }
        Some(Error::NoCertificatesPresented) => {
            "il ne montre pas de certificat, et ce broker en demande un : donnez-lui --cert et --key".to_owned()
        }
        Some(Error::InvalidCertificate(_)) => {
            "son certificat n’est pas signé par une autorité que ce broker reconnaît, ou il est périmé".to_owned()
        }
        Some(error) => format!("les deux côtés ne s’entendent pas ({error})"),
        None if error.kind() == ErrorKind::TimedOut => {
            "elle n’en finit pas (--handshake-timeout)".to_owned()
        }
        None => "il s’en va avant la fin".to_owned(),
    };
    format!("poignée de main TLS manquée\u{a0}: {why}")
}

/// A file of passwords is not one.
pub(crate) fn password_error(error: &PasswordError) -> String {
    match error {
        PasswordError::Read(file, error) => tls::messages::cannot_read(file, error),
        PasswordError::Hash(_) => NO_RANDOM.to_owned(),
        PasswordError::Line { file, line, fault } => {
            let file = file.display();
            let why = match fault {
                PasswordFault::NoColon => "un nom, deux points et une empreinte sont attendus".to_owned(),
                PasswordFault::Name => NAME.to_owned(),
                PasswordFault::Twice => {
                    "cet utilisateur a déjà une ligne plus haut\u{a0}: retirez l’une des deux".to_owned()
                }
                PasswordFault::NotArgon2 => format!(
                    "ce n’est pas une empreinte d’Argon2. Ni mot de passe en clair, ni empreinte d’un autre outil\u{a0}: \
                     refaites la ligne par {}",
                    cli::command_line("broker", &format!("passwd {file} NOM"))
                ),
                PasswordFault::TooCostly => {
                    format!("cette empreinte demande plus de {} Mio de mémoire", MOST_MEMORY / 1024)
                }
            };
            at(file, *line, &why)
        }
    }
}

/// What a user may be called.
pub(crate) const NAME: &str =
    "un nom d’utilisateur n’est pas vide, et n’a ni espace au bord ni aucun des signes : + # / %";

/// A file of rules is not one.
pub(crate) fn acl_error(error: &AclError) -> String {
    match error {
        AclError::Read(file, error) => tls::messages::cannot_read(file, error),
        AclError::Line { file, line, fault } => {
            let why = match fault {
                AclFault::Keyword(word) => format!(
                    "«\u{a0}{}\u{a0}» ne commence aucune règle\u{a0}: une ligne commence par user, topic ou pattern",
                    Visible(word)
                ),
                AclFault::Nothing("user") => "il manque un nom, par exemple user thermo".to_owned(),
                AclFault::Nothing(keyword) => {
                    format!("il manque un filtre de topic, par exemple {keyword} read maison/#")
                }
                AclFault::Filter(filter) => format!(
                    "«\u{a0}{}\u{a0}» n’est pas un filtre de topic\u{a0}: + prend un niveau entier, # est le dernier",
                    Visible(filter)
                ),
                AclFault::PlaceInTopic(filter) => format!(
                    "«\u{a0}{}\u{a0}»\u{a0}: %u et %c ne sont remplacés que dans une ligne pattern",
                    Visible(filter)
                ),
                AclFault::NoSuchUser(name) => format!(
                    "l’utilisateur «\u{a0}{}\u{a0}» n’a pas de mot de passe, et ne pourra donc pas se connecter\u{a0}: \
                     corrigez le nom, ou donnez-lui-en un par {}",
                    Visible(name),
                    cli::command_line("broker", "passwd FICHIER NOM")
                ),
            };
            at(file.display(), *line, &why)
        }
    }
}

/// Something is wrong in a line of a file.
pub(crate) fn at(file: impl std::fmt::Display, line: usize, why: &str) -> String {
    format!("{file}, ligne {line}\u{a0}: {why}")
}

pub(crate) const ASK_PASSWORD: &str = "Mot de passe : ";
pub(crate) const ASK_PASSWORD_AGAIN: &str = "Encore une fois : ";
pub(crate) const PASSWORDS_DIFFER: &str = "les deux mots de passe diffèrent : rien n’est changé";
pub(crate) const EMPTY_PASSWORD: &str = "un mot de passe vide ne protège rien : donnez-en un";
pub(crate) const NO_RANDOM: &str = "le système ne donne pas de nombres au hasard";

/// A password was written.
pub(crate) fn password_written(file: &Path, user: &str, is_new: bool) -> String {
    let what = if is_new { "ajouté" } else { "changé" };
    format!("Mot de passe de {} {what} dans {}.", Visible(user), file.display())
}

/// A user was removed.
pub(crate) fn user_removed(file: &Path, user: &str) -> String {
    format!("{} retiré de {}.", Visible(user), file.display())
}

/// There is no such user.
pub(crate) fn no_such_user(file: &Path, user: &str) -> String {
    format!("{} n’est pas dans {}", Visible(user), file.display())
}
