//! Every sentence that `pub` and `sub` say to a student or a teacher, in French.

mod help;
#[cfg(test)]
mod tests;

use std::time::Duration;

use cli::Address;
use mqtt_packet::{EncodeError, Rule};
use mqtt_session::client::CloseReason;
use mqtt_trace::messages::{decode_error, return_code};
use mqtt_trace::visible::Visible;

use crate::connection::Loss;
use crate::failure::Failure;
use crate::format::FormatError;
use crate::options::Misuse;

pub(crate) use help::*;

/// What a rule of the protocol demands.
pub(crate) fn rule(rule: Rule) -> String {
    format!("{} [{}]", mqtt_trace::messages::rule(rule), rule.clause())
}

/// A topic or filter that breaks `broken`.
pub(crate) fn bad_topic(topic: &str, broken: Rule) -> String {
    match broken {
        Rule::TopicWildcard => format!(
            "'{topic}' contient un joker ; + et # ne vont que dans un filtre de topic [{}]",
            broken.clause()
        ),
        _ => rule(broken),
    }
}

pub(crate) fn format_error(error: FormatError) -> String {
    match error {
        FormatError::Incomplete(start) => {
            format!(
                "il manque la lettre qui suit « {start} » à la fin ; pour le signe lui-même, écrivez « {start}{start} »"
            )
        }
        FormatError::Unknown(start, letter) => {
            format!(
                "« {start}{letter} » n’existe pas ; pour le signe « {start} » lui-même, écrivez « {start}{start} »"
            )
        }
        FormatError::TooWide => "une largeur va jusqu'à 1000 caractères".to_owned(),
    }
}

/// The first line of an error.
pub(crate) fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Misuse(misuse) => self::misuse(*misuse).to_owned(),
        Failure::Unreachable(unreachable) => unreachable.to_string(),
        Failure::Tls(error) => error.to_string(),
        Failure::NotAccepted(address, Loss::Handshake(error)) => {
            tls::messages::broker_refused(address, error)
        }
        Failure::NotAccepted(address, Loss::Io(error)) if tls::messages::cause(error).is_some() => {
            format!("{address} n’a pas accepté la connexion\u{a0}: {}", tls::messages::describe(error))
        }
        Failure::NotAccepted(address, reason) => format!(
            "{address} n’a pas accepté la connexion MQTT : {}. Est-ce bien un broker MQTT\u{202f}? Si ce port est en TLS, donnez --cafile.",
            loss(reason)
        ),
        Failure::Refused(address, code) => {
            format!(
                "le broker {address} refuse la connexion : {} (CONNACK {})",
                return_code(*code),
                *code as u8
            )
        }
        Failure::GaveUp(address, reason, 0) => {
            format!("la connexion avec {address} est perdue : {}", loss(reason))
        }
        Failure::GaveUp(address, reason, tried) => format!(
            "la connexion avec {address} est perdue, {} en vain : {}",
            count(*tried as usize, "reconnexion essayée", "reconnexions essayées"),
            loss(reason)
        ),
        Failure::Unfinished { unconfirmed, uncertain, unsent, .. } => {
            unfinished(*unconfirmed, *uncertain, *unsent)
        }
        Failure::NothingGranted => "le broker a refusé tous les abonnements".to_owned(),
        Failure::TimedOut => "le temps donné par -W est écoulé".to_owned(),
        Failure::Unsendable(EncodeError::TooLarge { .. }) => format!(
            "message trop grand : la longueur restante du paquet dépasserait {} octets (§2.2.3)",
            mqtt_packet::MAX_REMAINING_LENGTH
        ),
        Failure::Unsendable(EncodeError::Rule { rule, .. }) => {
            format!("paquet impossible à envoyer : {}", self::rule(*rule))
        }
        Failure::Unsendable(error) => format!("paquet impossible à envoyer : {error}"),
        Failure::File(path, _) => format!("lecture de `{}` impossible", path.display()),
        Failure::Input(_) => "lecture de l’entrée standard impossible".to_owned(),
        Failure::Output(_) => "écriture sur la sortie standard impossible".to_owned(),
        Failure::System(_) => "le système refuse de démarrer le client".to_owned(),
    }
}

fn misuse(misuse: Misuse) -> &'static str {
    match misuse {
        Misuse::SessionWithoutId => {
            "-c garde la session au nom d’un client : donnez-lui un identifiant fixe avec -i, par exemple -i poste07"
        }
        Misuse::WillTooLong => "--will-payload est trop long : 65535 octets au plus",
        Misuse::NoMessage => {
            "que publier ? Donnez -m MESSAGE, -f FICHIER, -l (une ligne par message), -s (toute l’entrée) ou -n (vide)"
        }
        Misuse::NoTopic => "à quoi s’abonner ? Donnez au moins un filtre de topic, par exemple -t 'maison/#'",
    }
}

fn unfinished(unconfirmed: usize, uncertain: usize, unsent: u64) -> String {
    let mut parts = Vec::new();
    if unconfirmed > 0 {
        parts.push(count(
            unconfirmed,
            "message sans acquittement du broker",
            "messages sans acquittement du broker",
        ));
    }
    if uncertain > 0 {
        parts.push(count(
            uncertain,
            "message de QoS 2 au sort inconnu (PUBREL parti, PUBCOMP perdu avec l’ancienne session)",
            "messages de QoS 2 au sort inconnu (PUBREL partis, PUBCOMP perdus avec l’ancienne session)",
        ));
    }
    if unsent > 0 {
        parts.push(count(unsent as usize, "message non envoyé", "messages non envoyés"));
    }
    format!("publication incomplète : {}", parts.join(", "))
}

fn count(number: usize, one: &str, several: &str) -> String {
    let noun = if number < 2 { one } else { several };
    format!("{number} {noun}")
}

fn loss(loss: &Loss) -> String {
    match loss {
        Loss::Closed => "le broker l’a fermée".to_owned(),
        Loss::Io(error) => tls::messages::describe(error),
        Loss::Handshake(error) => {
            format!("la poignée de main TLS échoue ({})", tls::messages::describe(error))
        }
        Loss::Protocol(reason) => close_reason(*reason),
    }
}

fn close_reason(reason: CloseReason) -> String {
    match reason {
        CloseReason::Disconnect => "connexion fermée par ce client".to_owned(),
        CloseReason::Refused(code) => return_code(code).to_owned(),
        CloseReason::NoConnack => "pas de CONNACK après 30 s".to_owned(),
        CloseReason::NoPingresp => "pas de PINGRESP après 30 s".to_owned(),
        CloseReason::Malformed(error) => decode_error(error),
        CloseReason::BeforeConnack(packet) => format!("{packet} reçu avant CONNACK [MQTT-3.2.0-1]"),
        CloseReason::WrongAcknowledgement(wrong) => format!(
            "{} reçu pour le message m{}, qui attend {} (§4.3)",
            wrong.got, wrong.packet_id, wrong.awaited
        ),
        CloseReason::SubackLength { codes, filters } => format!(
            "SUBACK avec {} pour {} [MQTT-3.8.4-5]",
            count(codes, "code de retour", "codes de retour"),
            count(filters, "filtre de topic", "filtres de topic")
        ),
        CloseReason::Unexpected(packet) => {
            format!("un broker n’envoie pas {packet} à un client connecté (§2.2.1)")
        }
    }
}

/// The connection is lost, or still is where `before` is false, and will be tried again after `delay`.
pub(crate) fn lost(
    address: &Address,
    reason: &Loss,
    before: bool,
    delay: Duration,
    own_id: Option<&str>,
) -> String {
    let what = if before { "Connexion perdue" } else { "Toujours pas de connexion" };
    let another = match (reason, own_id) {
        (Loss::Closed, Some(id)) => {
            format!(" Un autre client porte-t-il l’identifiant « {} » ?", Visible(id))
        }
        _ => String::new(),
    };
    let seconds = (delay.as_secs_f64() * 10.0).ceil() / 10.0;
    format!(
        "{what} avec {address} : {}.{another} Nouvel essai dans {} s…",
        loss(reason),
        seconds.to_string().replace('.', ",")
    )
}

pub(crate) fn reconnected(address: &Address, session_present: bool) -> String {
    let session = if session_present { "session reprise" } else { "nouvelle session" };
    format!("Reconnecté à {address} : {session}.")
}

/// A subscription that SUBACK refuses.
pub(crate) fn not_granted(filter: &str) -> String {
    format!("Abonnement refusé par le broker : '{}' (SUBACK 0x80).", Visible(filter))
}
