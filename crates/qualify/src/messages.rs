//! Every sentence that `qualify` says, in French. Those of statements and checks are in `table/`.

use std::io;
use std::path::Path;
use std::time::Duration;

use mqtt_packet::{ConnectReturnCode, PacketId, PacketType};
use mqtt_trace::messages::return_code;

use crate::bench::What;
use crate::table::Binds;
use crate::verdict::{Summary, Verdict};

pub(crate) const ABOUT: &str = "Qualifie un broker MQTT 3.1.1, énoncé par énoncé de la norme";
pub(crate) const HELP_HOST: &str = "Machine du broker : nom ou adresse IP";
pub(crate) const HELP_PORT: &str = "Port TCP du broker [par défaut : 1883, 8883 en TLS]";
pub(crate) const HELP_TLS: &str = "Parler TLS au broker, vérifié par les autorités du système";
pub(crate) const HELP_CAFILE: &str = "Parler TLS au broker, vérifié par l’autorité de ce fichier PEM";
pub(crate) const HELP_CERT: &str = "Certificat que montrent les clients de contrôle, en PEM (avec --key)";
pub(crate) const HELP_KEY: &str = "Clé privée de ce certificat, en PEM";
pub(crate) const HELP_USERNAME: &str = "Nom d’utilisateur des clients de contrôle";
pub(crate) const HELP_PASSWORD: &str = "Leur mot de passe";
pub(crate) const HELP_JSON: &str =
    "Écrire aussi le résultat en JSON dans ce fichier (« - » : sortie standard, à la place du tableau)";
pub(crate) const HELP_HTML: &str = "Écrire aussi un procès-verbal de recette à imprimer";
pub(crate) const HELP_RESTART: &str =
    "Commande qui redémarre le broker, pour les contrôles qui le demandent ; elle doit rendre la main";
pub(crate) const HELP_PATIENCE: &str =
    "Temps d’attente d’une réponse, en secondes ; à augmenter si le réseau ou la machine sont lents";
pub(crate) const HELP_ALL: &str = "Montrer tous les contrôles, et pas seulement ceux qui échouent";
pub(crate) const HELP_ONLY: &str =
    "Ne faire que ce contrôle, ou que ceux de cet énoncé (MQTT-3.1.2-8), et montrer chaque paquet";
pub(crate) const AFTER_HELP: &str = "\
Exemples :
  cargo run --bin qualify -- -p 1883
  cargo run --bin qualify -- -h broker.lycee.fr -u alice -P secret --html recette.html
  cargo run --bin qualify -- -h localhost --cafile autorite.crt

Code de sortie : 0 si tout ce qui a été contrôlé est respecté, 1 si un énoncé ne l’est pas (ou sans
broker, ou s’il ne répond plus à la fin), 2 si aucun n’est en défaut mais qu’un contrôle n’a pas pu conclure.
Chaque contrôle a ses propres topics (qualify/…) et identifiants, et efface ce qu’il a laissé.";

pub(crate) const PROGRESS: &str = "{bar:30} {pos}/{len} contrôles";

pub(crate) const SUBSCRIBER: &str = "abonné";
pub(crate) const PUBLISHER: &str = "publieur";
pub(crate) const CLIENT: &str = "client";
pub(crate) const OTHER: &str = "autre client";
pub(crate) const DYING: &str = "client au will";
pub(crate) const WILL: &str = "adieu";

pub(crate) const CLOSED: &str = "connexion fermée par le broker";
pub(crate) const NOTHING: &str = "rien";
pub(crate) const NOT_GRANTED: &str = "la souscription n’est pas accordée à la QoS demandée";
pub(crate) const NOT_REFUSED: &str = "le broker accepte un CONNECT que la norme lui fait refuser";
pub(crate) const SESSION_PRESENT: &str = "CONNACK annonce une session présente";
pub(crate) const SESSION_ABSENT: &str = "CONNACK n’annonce pas de session présente";
pub(crate) const NEEDS_RESTART: &str = "demande de redémarrer le broker : donnez --restart-cmd";
pub(crate) const RESTART_COMMAND_FAILED: &str = "la commande de redémarrage échoue ou ne rend pas la main";
pub(crate) const NOT_RESTARTED: &str = "le broker n’écoute pas 30 s après la commande de redémarrage";

/// What happened to a client of a check.
pub(crate) fn event(what: What) -> &'static str {
    match what {
        What::Sent => "envoi",
        What::Received => "réception",
        What::Opened => "connexion TCP ouverte",
        What::Cut => "connexion coupée par le client, sans DISCONNECT",
        What::Closed => CLOSED,
    }
}

/// A time in seconds.
fn seconds(time: Duration) -> String {
    let tenths = (time.as_millis() + 50) / 100;
    if tenths.is_multiple_of(10) {
        format!("{}\u{a0}s", tenths / 10)
    } else {
        format!("{},{}\u{a0}s", tenths / 10, tenths % 10)
    }
}

pub(crate) fn nothing_for(time: Duration) -> String {
    format!("rien en {}", seconds(time))
}

pub(crate) fn still_open(time: Duration) -> String {
    format!("connexion toujours ouverte après {}", seconds(time))
}

/// What came, then how it ended.
pub(crate) fn then(came: &[String], ended: &str) -> String {
    if came.is_empty() { ended.to_owned() } else { format!("{}, puis {ended}", came.join(" + ")) }
}

pub(crate) fn other_id(packet: PacketType, got: PacketId, wanted: PacketId) -> String {
    format!("{packet} m{got} au lieu de m{wanted}")
}

pub(crate) fn ids(packet: PacketType, got: &[PacketId]) -> String {
    let got: Vec<String> = got.iter().map(|id| format!("m{id}")).collect();
    format!("{packet} {}", got.join(", "))
}

/// A name given to `--only`.
pub(crate) fn unknown(name: &str) -> String {
    format!("«\u{a0}{name}\u{a0}» n’est ni un contrôle ni un énoncé\u{a0}: --all les montre tous")
}

/// A statement given to `--only` that has no check.
pub(crate) fn unchecked(statement: &str, why: &str) -> String {
    format!("{statement} n’a pas de contrôle\u{a0}: {why}")
}

/// How a CONNECT was refused, where it should have been otherwise.
pub(crate) fn refused_with(code: Option<ConnectReturnCode>) -> String {
    match code {
        Some(code) => format!("CONNACK {} ({}), puis {CLOSED}", code as u8, return_code(code)),
        None => format!("{CLOSED}, sans CONNACK"),
    }
}

pub(crate) fn no_connection(error: &io::Error) -> String {
    format!("le broker n’accepte plus de connexion\u{a0}: {}", cli::describe(error))
}

pub(crate) fn restart_failed(error: &io::Error) -> String {
    format!("la commande de redémarrage ne peut pas être lancée\u{a0}: {}", cli::describe(error))
}

pub(crate) fn no_verdict(why: &str) -> String {
    format!("le contrôle n’a pas pu aller jusqu’au bout\u{a0}: {why}")
}

pub(crate) fn refused(code: ConnectReturnCode) -> String {
    let advice = match code {
        ConnectReturnCode::BadUserNameOrPassword | ConnectReturnCode::NotAuthorized => {
            "Donnez un nom d’utilisateur et un mot de passe valables\u{a0}: -u alice -P secret."
        }
        _ => "Vérifiez sa configuration et son journal.",
    };
    format!(
        "Le broker refuse un client ordinaire\u{a0}: {} (CONNACK {}). {advice}",
        return_code(code),
        code as u8
    )
}

pub(crate) fn not_a_broker(got: &str) -> String {
    format!(
        "Ce qui écoute là ne répond pas comme un broker MQTT 3.1.1\u{a0}: à un CONNECT ordinaire, {got}. Vérifiez le \
         port (un port TLS ou WebSocket ne convient pas)."
    )
}

pub(crate) fn cannot_write(file: &Path) -> String {
    format!("impossible d’écrire {}", file.display())
}

/// What is announced before a run.
pub(crate) fn announce(address: &str, version: Option<&str>, checks: usize, longest: Duration) -> String {
    let version = version.map(|version| format!(" ({version})")).unwrap_or_default();
    format!(
        "Broker {address}{version}\u{a0}: {}. Quelques secondes si tout va bien, {} au plus.",
        plural(checks, "contrôle", "contrôles"),
        seconds(longest)
    )
}

pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "respecté",
        Verdict::NotKept => "NON RESPECTÉ",
        Verdict::NoVerdict => "sans verdict",
        Verdict::NotChecked => "non contrôlé",
    }
}

pub(crate) fn binds(binds: Binds) -> &'static str {
    match binds {
        Binds::Client => "client",
        Binds::Server => "serveur",
        Binds::Both => "les deux",
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count > 1 { many } else { one })
}

pub(crate) fn summary(summary: &Summary) -> String {
    format!(
        "Énoncés\u{a0}: {}, {}, {} sans verdict, {}.",
        plural(summary.kept, "respecté", "respectés"),
        plural(summary.not_kept, "non respecté", "non respectés"),
        summary.no_verdict,
        plural(summary.not_checked, "non contrôlé", "non contrôlés"),
    )
}

pub(crate) const FROZEN: &str = "À la fin, ce broker ne répond plus, même à un client ordinaire : c’est en soi une anomalie, et la plus grave. \
     Relancez-le avant d’autres essais.";

/// How to see more of a check.
pub(crate) fn see_packets(check: &str) -> String {
    format!("Pour voir chaque paquet d’un contrôle, la même commande avec, par exemple, --only {check}.")
}

/// Over what the packets travelled.
pub(crate) fn line(tls: bool) -> &'static str {
    if tls { "par TLS" } else { "en clair sur TCP" }
}

pub(crate) fn conclusion(summary: &Summary) -> &'static str {
    match (summary.not_kept, summary.no_verdict) {
        (0, 0) => "Ce broker respecte tout ce qui a été contrôlé.",
        (0, _) => "Aucun énoncé n’est en défaut, mais des contrôles n’ont pas pu conclure.",
        _ => "Ce broker ne respecte pas toute la norme.",
    }
}

pub(crate) const SENT: &str = "envoyé";
pub(crate) const EXPECTED: &str = "attendu";
pub(crate) const GOT: &str = "obtenu";

/// The title of a part of the standard.
pub(crate) fn section(number: &str) -> String {
    let title = match number {
        "1" => "Les textes",
        "2" => "Le format des paquets",
        "3.1" => "CONNECT",
        "3.2" => "CONNACK",
        "3.3" => "PUBLISH",
        "3.6" => "PUBREL",
        "3.8" => "SUBSCRIBE",
        "3.9" => "SUBACK",
        "3.10" => "UNSUBSCRIBE et UNSUBACK",
        "3.12" => "PINGREQ et PINGRESP",
        "3.14" => "DISCONNECT",
        "4" => "Le fonctionnement",
        "6" => "WebSocket",
        "7" => "La conformité",
        _ => "Autres énoncés",
    };
    format!("§{number} {title}")
}

/// The direction of a line of an exchange, seen from the client.
pub(crate) fn arrow(what: What) -> &'static str {
    match what {
        What::Sent => "→",
        What::Received => "←",
        What::Opened | What::Cut | What::Closed => "·",
    }
}
