//! The sentences that people read, in French. An English set can be written beside them.

mod answer;
mod explain;
mod fault;
mod field;
mod figure;
mod meaning;
mod rule;
mod stats;

use std::net::SocketAddr;

use mqtt_packet::{ConnectReturnCode, DecodeError};

pub use answer::{answers, answers_nothing};
pub use explain::*;
pub use fault::{fault, fault_sign, lasting};
pub use field::field;
pub use figure::*;
pub use meaning::meaning;
pub use rule::rule;
pub use stats::*;

use crate::Side;

/// The language of these sentences, for those who read them aloud.
pub const LANGUAGE: &str = "fr";

/// CONNACK says that the broker goes on with a stored session.
pub const SESSION_PRESENT: &str = "session reprise";
/// SUBACK refuses a subscription.
pub const SUBSCRIPTION_REFUSED: &str = "refus";

/// Head of the column of times.
pub const TIME: &str = "temps";
/// Head of the column of clients.
pub const CLIENT: &str = "client";
/// Head of the broker's column.
pub const BROKER: &str = "broker";

/// A network connection has come; from port 0 where the port is not known.
#[must_use]
pub fn opened(client: SocketAddr) -> String {
    if client.port() == 0 {
        return format!("connexion depuis {}", client.ip());
    }
    format!("connexion depuis {client}")
}

/// The broker could not be reached, so that the client's connection is closed.
pub const UNREACHABLE: &str = "broker injoignable, connexion du client fermée";

/// Events that could not be shown, because what shows them was too slow for too long.
#[must_use]
pub fn missed(count: u64) -> String {
    let events = self::count(count, "événement non montré", "événements non montrés");
    format!("{events}\u{a0}: l’affichage était trop lent")
}

/// A number with its noun: in French, the singular goes with 0 and 1.
#[must_use]
pub fn count(number: impl TryInto<u64>, singular: &str, plural: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    let noun = if number < 2 { singular } else { plural };
    format!("{number} {noun}")
}

/// A side has closed the network connection.
#[must_use]
pub fn ended(by: Side, reset: bool) -> &'static str {
    match (by, reset) {
        (Side::Client, false) => "connexion fermée par le client",
        (Side::Client, true) => "connexion coupée net par le client (RST de TCP)",
        (Side::Broker, false) => "connexion fermée par le broker",
        (Side::Broker, true) => "connexion coupée net par le broker (RST de TCP)",
    }
}

/// Bytes that passed and that the recording lacks.
#[must_use]
pub fn gap(lost: Option<u64>, skipped: u64) -> String {
    let lost = match lost {
        None => "le début de l’échange manque".to_owned(),
        Some(0) => "la suite du paquet manque".to_owned(),
        Some(lost) => count(lost, "octet manque", "octets manquent"),
    };
    if skipped == 0 {
        return format!("{lost} dans l’enregistrement");
    }
    let skipped = count(skipped, "octet sauté", "octets sautés");
    format!("{lost} dans l’enregistrement\u{202f}; {skipped} jusqu’au paquet suivant")
}

/// Bytes that follow a packet that could not be decoded.
#[must_use]
pub fn raw_bytes(bytes: &str) -> String {
    format!("octets bruts\u{a0}: {bytes}")
}

/// Bytes that are not a packet.
#[must_use]
pub fn undecodable_bytes(bytes: &str) -> String {
    format!("indécodable\u{a0}: {bytes}")
}

/// In a conversation: a network connection opens.
pub const CONNECTS: &str = "ouvre une connexion réseau";
/// In a conversation, after a packet: it was sent and never arrives.
pub const LOST: &str = " (perdu)";
/// In a conversation: a network connection is lost.
pub const CUT: &str = "perd la connexion réseau";
/// In a conversation: the subject closes a connection.
pub const CLOSED: &str = "connexion fermée";
/// In a conversation: nothing is waiting.
pub const SILENT: &str = "ne reçoit rien";
/// Before what a step expects.
pub const EXPECTED: &str = "attendu\u{a0}:";
/// Before what came instead.
pub const GOT: &str = "obtenu\u{a0}\u{a0}:";
/// Nothing came, or nothing was to come.
pub const NOTHING: &str = "rien";

/// The first line of a failed conversation.
#[must_use]
pub fn conversation_differs(title: &str) -> String {
    if title.is_empty() {
        return "l’échange ne se passe pas comme prévu.".to_owned();
    }
    format!("«\u{a0}{title}\u{a0}»\u{a0}: l’échange ne se passe pas comme prévu.")
}

/// Where two byte strings begin to differ; a byte is absent when its string has ended.
#[must_use]
pub fn first_difference(at: usize, expected: Option<&u8>, got: Option<&u8>) -> String {
    let byte = |byte: Option<&u8>| byte.map_or("plus rien".to_owned(), |byte| format!("{byte:02x}"));
    format!("premier écart à l’octet {at}\u{a0}: attendu {}, obtenu {}", byte(expected), byte(got))
}

/// Before something that came out for `name` and that no step expects.
#[must_use]
pub fn unexpected_output(name: &str) -> String {
    format!("et sans que rien l’annonce, pour {name}\u{a0}:")
}

/// What a connect return code means.
#[must_use]
pub fn return_code(code: ConnectReturnCode) -> &'static str {
    match code {
        ConnectReturnCode::Accepted => "connexion acceptée",
        ConnectReturnCode::UnacceptableProtocolVersion => "version du protocole refusée",
        ConnectReturnCode::IdentifierRejected => "identifiant de client refusé",
        ConnectReturnCode::ServerUnavailable => "service indisponible",
        ConnectReturnCode::BadUserNameOrPassword => "nom d’utilisateur ou mot de passe incorrect",
        ConnectReturnCode::NotAuthorized => "connexion non autorisée",
    }
}

/// Why bytes are not a packet, with the clause and the place.
#[must_use]
pub fn decode_error(error: DecodeError) -> String {
    match error {
        DecodeError::Incomplete { missing } => {
            format!("paquet incomplet, il manque au moins {}", count(missing, "octet", "octets"))
        }
        DecodeError::Malformed { rule: broken, offset } => {
            format!("paquet mal formé à l’octet {offset}\u{a0}: {} [{}]", rule(broken), broken.clause())
        }
        DecodeError::UnsupportedVersion { level: 5, offset } => {
            format!(
                "MQTT 5 (niveau 5 à l’octet {offset}), que l’atelier ne décode pas\u{a0}: il parle MQTT 3.1.1 [MQTT-3.1.2-2]"
            )
        }
        DecodeError::UnsupportedVersion { level, offset } => {
            format!("version du protocole inconnue\u{a0}: niveau {level} à l’octet {offset} [MQTT-3.1.2-2]")
        }
        DecodeError::TooLarge { size, limit } => {
            format!("paquet trop grand\u{a0}: {size} octets annoncés, {limit} acceptés")
        }
        other => other.to_string(),
    }
}
