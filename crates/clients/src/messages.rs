//! Every sentence that `pub` and `sub` say to a student or a teacher, in French.

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

// clap adds the colon itself.
pub(crate) const HEADING_CONNECTION: &str = "Connexion ";
pub(crate) const HEADING_WILL: &str = "Will, publié par le broker si ce client disparaît sans DISCONNECT ";

pub(crate) const PUB_ABOUT: &str = "Publie des messages MQTT, comme mosquitto_pub";
pub(crate) const PUB_AFTER_HELP: &str = "\
Exemples :
  pub -t maison/salon/temperature -m 21.5
  pub -t maison/salon/temperature -m 21.5 -q 1 -r
  pub -t maison/journal -l -q 2 < journal.txt

Code de sortie :
  0  tout est publié, et acquitté en QoS 1 et 2
  1  erreur d’usage ou de connexion
  n  code de retour de CONNACK, quand le broker refuse la connexion";
pub(crate) const SUB_ABOUT: &str = "S’abonne à des topics MQTT et montre leurs messages, comme mosquitto_sub";
pub(crate) const SUB_AFTER_HELP: &str = "\
Exemples :
  sub -t 'maison/#' -v
  sub -t maison/+/temperature -F '@H:@M:@S %t = %p'
  sub -t maison/alerte -q 2 -c -i poste07

Format de -F :
  %t  topic                     %p  payload
  %q  QoS                       %r  retain (0 ou 1)
  %m  identifiant de paquet     %l  longueur du payload en octets
  %x  payload en hexadécimal    %X  le même en majuscules
  %j  tout en JSON              %I  date et heure
  %U  secondes depuis 1970      %%  le signe %
  %20t  sur 20 caractères au moins, %-20t aligné à gauche, %.20t sur 20 au plus
  %05l  complété par des zéros
  @H @M @S  l’heure, et les autres lettres de strftime ; @N nanosecondes, @@ le signe @
  \\n fin de ligne, \\t tabulation, \\e échappement, \\0 octet nul, \\\\ barre inverse

Code de sortie :
   0  -C est atteint, ou Ctrl-C
   1  erreur d’usage ou de connexion
   n  code de retour de CONNACK, quand le broker refuse la connexion
  27  le temps de -W est écoulé";

pub(crate) const HELP_HOST: &str = "Machine du broker : nom ou adresse IP";
pub(crate) const HELP_PORT: &str = "Port TCP du broker";
pub(crate) const HELP_ID: &str = "Identifiant du client [par défaut : pub- ou sub-, et un nombre au hasard]";
pub(crate) const HELP_ID_PREFIX: &str = "Début de l’identifiant, complété par un nombre au hasard";
pub(crate) const HELP_USERNAME: &str = "Nom d’utilisateur";
pub(crate) const HELP_PASSWORD: &str = "Mot de passe";
pub(crate) const HELP_KEEPALIVE: &str = "Keep-alive : PINGREQ après ce silence ; 0 pour aucun";
pub(crate) const HELP_VERSION: &str = "Version du protocole";
pub(crate) const HELP_PERSISTENT: &str =
    "Garder la session chez le broker (clean session à 0) ; demande un identifiant, -i";
pub(crate) const HELP_RETRY_DELAY: &str =
    "Attente avant la première reconnexion ; elle double à chaque échec, jusqu'à 30 s";
pub(crate) const HELP_PUB_RETRIES: &str = "Reconnexions essayées de suite après une coupure";
pub(crate) const HELP_SUB_RETRIES: &str =
    "Reconnexions essayées de suite après une coupure [par défaut : sans limite]";
pub(crate) const HELP_DEBUG: &str = "Montrer chaque paquet, dans les deux sens";
pub(crate) const HELP_QUIET: &str = "Ne pas afficher les erreurs de connexion";
pub(crate) const HELP_WILL_TOPIC: &str = "Topic du will";
pub(crate) const HELP_WILL_PAYLOAD: &str = "Payload du will [par défaut : vide]";
pub(crate) const HELP_WILL_QOS: &str = "QoS du will : 0, 1 ou 2 [par défaut : 0]";
pub(crate) const HELP_WILL_RETAIN: &str = "Publier le will avec retain";

pub(crate) const HELP_PUB_TOPIC: &str = "Topic des messages, sans joker";
pub(crate) const HELP_MESSAGE: &str = "Publier ce message";
pub(crate) const HELP_FILE: &str = "Publier le contenu d’un fichier";
pub(crate) const HELP_STDIN_LINE: &str = "Publier un message par ligne de l’entrée standard";
pub(crate) const HELP_NULL_MESSAGE: &str = "Publier un message vide ; avec -r, il efface le message retenu";
pub(crate) const HELP_STDIN_FILE: &str = "Publier toute l’entrée standard en un seul message";
pub(crate) const HELP_PUB_QOS: &str = "QoS des messages : 0, 1 ou 2";
pub(crate) const HELP_PUB_RETAIN: &str = "Publier avec retain : le broker garde le message";
pub(crate) const HELP_REPEAT: &str = "Publier le message ce nombre de fois";
pub(crate) const HELP_REPEAT_DELAY: &str = "Pause entre deux fois";

pub(crate) const HELP_SUB_TOPIC: &str = "Filtre de topic, jokers + et # permis ; peut être répété";
pub(crate) const HELP_SUB_QOS: &str = "QoS maximale des messages reçus : 0, 1 ou 2";
pub(crate) const HELP_VERBOSE: &str = "Afficher le topic devant le payload ; un payload vide s’écrit (null)";
pub(crate) const HELP_FORMAT: &str = "Afficher chaque message selon ce format, décrit plus bas";
pub(crate) const HELP_NO_NEWLINE: &str = "Ne pas aller à la ligne après un message";
pub(crate) const HELP_COUNT: &str = "S’arrêter après ce nombre de messages";
pub(crate) const HELP_TIMEOUT: &str = "S’arrêter après ce temps, avec le code de sortie 27";
pub(crate) const HELP_NO_RETAINED: &str = "Taire les messages retenus, que le broker envoie à l’abonnement";
pub(crate) const HELP_RETAINED_ONLY: &str =
    "N’afficher que les messages retenus ; s’arrêter au premier autre";
pub(crate) const HELP_FILTER_OUT: &str =
    "Taire les messages des topics qui correspondent à ce filtre ; peut être répété";
pub(crate) const HELP_UNSUBSCRIBE: &str = "Se désabonner de ce filtre de topic ; peut être répété";
pub(crate) const HELP_EXIT_AFTER_SUBACK: &str =
    "S’arrêter quand le broker a répondu par SUBACK (et UNSUBACK)";

pub(crate) const BAD_QOS: &str = "la QoS vaut 0, 1 ou 2";
pub(crate) const BAD_COUNT: &str = "un nombre entier à partir de 1 est attendu";
pub(crate) const BAD_SECONDS: &str =
    "un nombre de secondes est attendu, avec un point pour les décimales (0.5)";

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
        Failure::NotAccepted(address, reason) => format!(
            "{address} n’a pas accepté la connexion MQTT : {}. Est-ce bien un broker MQTT, sur son port sans TLS ?",
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
        Failure::Unsendable(EncodeError::TooLarge { remaining_length }) => format!(
            "message trop grand : le paquet aurait une longueur restante de {remaining_length} octets, et MQTT s’arrête à {} (§2.2.3)",
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
        Loss::Closed => "connexion fermée par le broker".to_owned(),
        Loss::Io(error) => cli::describe(error),
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

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use mqtt_packet::{ConnectReturnCode, DecodeError, Field, PacketId, PacketType};
    use mqtt_session::WrongAcknowledgement;

    use super::*;

    #[test]
    fn failures_read_well() {
        let here = || Address::new("127.0.0.1", 1883);
        let unfinished = |unconfirmed, uncertain, unsent| Failure::Unfinished {
            cause: None,
            unconfirmed,
            uncertain,
            unsent,
        };
        let cut = || Loss::Io(ErrorKind::ConnectionReset.into());
        let failures = [
            Failure::Misuse(Misuse::SessionWithoutId),
            Failure::Misuse(Misuse::WillTooLong),
            Failure::Misuse(Misuse::NoMessage),
            Failure::Misuse(Misuse::NoTopic),
            Failure::NotAccepted(here(), Loss::Closed),
            Failure::Refused(here(), ConnectReturnCode::NotAuthorized),
            Failure::GaveUp(here(), cut(), 0),
            Failure::GaveUp(here(), cut(), 1),
            Failure::GaveUp(here(), cut(), 5),
            unfinished(1, 0, 0),
            unfinished(2, 1, 7),
            unfinished(0, 2, 1),
            Failure::NothingGranted,
            Failure::TimedOut,
            Failure::Unsendable(EncodeError::TooLarge { remaining_length: 300_000_000 }),
            Failure::Unsendable(EncodeError::Rule { rule: Rule::NulCharacter, field: Field::TopicName }),
            Failure::File("mesures.txt".into(), ErrorKind::NotFound.into()),
            Failure::Input(Error::other("?")),
            Failure::Output(Error::other("?")),
            Failure::System(Error::other("?")),
        ];
        insta::assert_snapshot!(failures.map(|failure| failure.to_string()).join("\n"));
    }

    #[test]
    fn losses_read_well() {
        let here = Address::new("::1", 1883);
        let reasons = [
            CloseReason::Disconnect,
            CloseReason::Refused(ConnectReturnCode::ServerUnavailable),
            CloseReason::NoConnack,
            CloseReason::NoPingresp,
            CloseReason::Malformed(DecodeError::Malformed { rule: Rule::PublishQos, offset: 0 }),
            CloseReason::BeforeConnack(PacketType::Publish),
            CloseReason::SubackLength { codes: 1, filters: 2 },
            CloseReason::WrongAcknowledgement(WrongAcknowledgement {
                got: PacketType::Puback,
                awaited: PacketType::Pubrec,
                packet_id: PacketId::FIRST,
            }),
            CloseReason::Unexpected(PacketType::Subscribe),
        ];
        let mut losses: Vec<_> = reasons.into_iter().map(Loss::Protocol).collect();
        losses.push(Loss::Closed);
        losses.push(Loss::Io(ErrorKind::ConnectionRefused.into()));
        let mut said: Vec<_> =
            losses.iter().map(|loss| lost(&here, loss, true, Duration::from_secs(1), None)).collect();
        said.push(lost(&here, &Loss::Closed, true, Duration::from_millis(250), Some("a\n")));
        said.push(lost(
            &here,
            &Loss::Io(ErrorKind::ConnectionRefused.into()),
            false,
            Duration::from_secs(16),
            Some("alice"),
        ));
        said.push(reconnected(&here, true));
        said.push(reconnected(&here, false));
        said.push(not_granted("secret/#"));
        insta::assert_snapshot!(said.join("\n"));
    }
}
