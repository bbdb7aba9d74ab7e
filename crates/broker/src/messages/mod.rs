//! Every sentence that the broker says to a student or a teacher, in French.

pub(crate) mod engine;
mod security;
mod settings;
mod start;

use std::io;

use mqtt_packet::ConnectReturnCode;
use mqtt_session::broker::Violation;
use mqtt_trace::messages::return_code;
use mqtt_trace::visible::Visible;

pub(crate) use security::*;
pub(crate) use settings::*;
pub(crate) use start::*;

pub(crate) const ABOUT: &str = "Le broker MQTT 3.1.1 de l’atelier";
pub(crate) const HELP_BIND: &str =
    "Adresse à écouter : 127.0.0.1 pour cette machine seule, 0.0.0.0 pour tout le réseau";
pub(crate) const HELP_VERBOSE: &str = "Montrer chaque paquet, dans les deux sens";
pub(crate) const HELP_WEB: &str = "Montrer l’échange en direct dans une page, à http://localhost:PORT\u{202f}; pour toute la salle\u{a0}: 0.0.0.0:PORT";
pub(crate) const HELP_ENGINE: &str = "Lancer un autre broker à la place de celui de l’atelier, pour le qualifier\u{202f}; un gardien dit s’il ne répond plus";
pub(crate) const AFTER_HELP: &str = "\
Exemple, dans trois terminaux :
  cargo run --bin broker -- -v
  cargo run --bin sub -- -t 'maison/#' -v -q 2
  cargo run --bin pub -- -t maison/salon/temperature -m 21.5 -q 2 -r

En TLS, avec des utilisateurs :
  cargo run --bin broker -- passwd mots-de-passe thermo
  cargo run --bin broker -- --tls --password-file mots-de-passe

Une option peut aussi venir d’une variable, comme ATELIER_BROKER_MAX_PACKET, ou du fichier de
--config, comme max_packet = 1000000. La ligne de commande l’emporte sur l’environnement, et
l’environnement sur le fichier.";

pub(crate) const STOPPING: &str = "Arrêt du broker : les connexions sont fermées.\n";
pub(crate) const NO_THREAD: &str = "le système refuse de créer un fil d’exécution ou sa file d’événements";
pub(crate) const NO_SIGNAL: &str = "impossible d’attendre Ctrl-C";
pub(crate) const NO_CONNECT: &str = "le premier paquet, CONNECT, n’est pas venu à temps [MQTT-3.1.0-1]";

pub(crate) fn refused(code: ConnectReturnCode) -> String {
    let why = match code {
        ConnectReturnCode::IdentifierRejected => {
            " (vide pour une session à garder, ou pris par un autre utilisateur)"
        }
        ConnectReturnCode::ServerUnavailable => " (autant de clients que permis, --max-connections)",
        ConnectReturnCode::NotAuthorized => " (aucun nom d’utilisateur, et ce broker en demande un)",
        _ => "",
    };
    format!("CONNACK {}\u{a0}: {}{why}", code as u8, return_code(code))
}

pub(crate) fn violation(violation: Violation) -> String {
    match violation {
        Violation::FirstPacketNotConnect => "le premier paquet doit être CONNECT [MQTT-3.1.0-1]".into(),
        Violation::SecondConnect => {
            "un client n’envoie CONNECT qu’une fois par connexion [MQTT-3.1.0-2]".into()
        }
        Violation::WrongAcknowledgement(wrong) => {
            format!("{} pour le message m{}, qui attend {} (§4.3)", wrong.got, wrong.packet_id, wrong.awaited)
        }
        Violation::ServerPacket(packet_type) => {
            format!("{packet_type} vient d’un broker, jamais d’un client (§2.2.1)")
        }
    }
}

pub(crate) fn too_slow(client: &str) -> String {
    format!("{} lit trop lentement : des messages de QoS 0 pour lui sont abandonnés", Visible(client))
}

pub(crate) fn cannot_accept(error: &io::Error) -> String {
    // EMFILE, by its number on Unix and on Windows.
    let why = match error.raw_os_error() {
        Some(24 | 10024) => "le système n’en accorde pas davantage à la fois".to_owned(),
        _ => cli::describe(error),
    };
    format!("une connexion ne peut pas être acceptée\u{a0}: {why}")
}

pub(crate) fn dropped(client: &str, topic: &str) -> String {
    format!(
        "la file de {} est pleine\u{a0}: des messages pour lui sont abandonnés, à commencer par {} (--max-queued, --max-queued-bytes)",
        Visible(client),
        Visible(topic)
    )
}

pub(crate) fn lines_lost(count: usize) -> String {
    format!("… {count} blocs de lignes non affichés : le terminal est trop lent\n")
}
