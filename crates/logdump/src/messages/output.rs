//! What concerns what is shown.

use mqtt_trace::messages::count;
use mqtt_trace::{Fault, Side};

/// Head of the options of what is shown, in the help.
pub const HEADING_OUTPUT: &str = "Affichage\u{a0}";
/// Help of `--time`.
pub const HELP_TIME: &str = "Heure devant chaque ligne (sans l’option\u{a0}: epoch, ou delta avec --ladder)";
/// Help of `--time epoch`.
pub const TIME_EPOCH: &str = "secondes depuis le 1er janvier 1970, comme Mosquitto";
/// Help of `--time iso`.
pub const TIME_ISO: &str = "date et heure locales";
/// Help of `--time delta`.
pub const TIME_DELTA: &str = "secondes depuis le premier événement";
/// Help of `--time none`.
pub const TIME_NONE: &str = "pas d’heure";
/// Help of `--hex`.
pub const HELP_HEX: &str = "Montrer aussi les octets de chaque paquet";
/// Help of `--web`.
pub const HELP_WEB: &str = "Montrer l’échange en direct dans une page, à http://localhost:PORT\u{202f}; pour toute la salle\u{a0}: 0.0.0.0:PORT";
/// Help of `--as-log`.
pub const HELP_AS_LOG: &str = "Ne montrer que ce que dirait le journal de Mosquitto (ni contenu ni mot de passe), pour \
comparer à un journal";
/// Help of `--ladder`.
pub const HELP_LADDER: &str = "Dessiner l’échange entre les clients et le broker";
/// Help of `--explain`.
pub const HELP_EXPLAIN: &str = "Expliquer chaque octet de chaque paquet";
/// Help of `--json`.
pub const HELP_JSON: &str = "Écrire un objet JSON par ligne";
/// Help of `--stats`.
pub const HELP_STATS: &str = "À la fin, compter paquets, octets et temps de réponse";
/// Help of `--svg`.
pub const HELP_SVG: &str = "À la fin, dessiner l’échange dans un fichier SVG (1000 événements au plus)";

/// Head of the options of records, in the help.
pub const HEADING_RECORD: &str = "Enregistrement\u{a0}";
/// Help of `--record`.
pub const HELP_RECORD: &str =
    "Tout enregistrer, sans les mots de passe, en plus de l’affichage\u{202f}; logdump FICHIER le relit";
/// Help of `--seat`.
pub const HELP_SEAT: &str = "Poste à écrire dans l’enregistrement (sinon, la variable ATELIER_POSTE)";

/// The title of a drawing.
pub const FIGURE_TITLE: &str = "Échange MQTT vu par logdump";

/// A file is not overwritten.
#[must_use]
pub fn exists(file: &str) -> String {
    format!("{file} existe déjà, et ne sera pas remplacé\u{a0}: donnez un autre nom, ou effacez-le d’abord")
}

/// The standard output cannot be written.
pub const CANNOT_SHOW: &str = "impossible d’afficher";

/// A file cannot be written.
#[must_use]
pub fn cannot_write(file: &str) -> String {
    format!("impossible d’écrire {file}")
}

/// What stands under a dump whose password bytes were replaced.
pub const MASKED: &str = "(mot de passe masqué par des étoiles, 2a)";

/// In the place of the bytes of a packet that was read in a log.
pub const NO_BYTES: &str = "(lu dans un journal\u{a0}: ses octets ne sont pas connus)";

/// Said once a file is read and its page stays.
pub const PAGE_STAYS: &str = "Le fichier est lu. La page reste servie\u{a0}: Ctrl-C pour arrêter.";

/// Said on stderr at the start, when something is to come at the end only.
#[must_use]
pub fn at_the_end(stats: bool, svg: Option<&str>) -> Option<String> {
    let svg = svg.map(|file| format!("le dessin s’écrira dans {file}"));
    match (stats, svg) {
        (false, None) => None,
        (true, None) => Some("À l’arrêt, les chiffres s’afficheront.".to_owned()),
        (false, Some(svg)) => Some(format!("À l’arrêt, {svg}.")),
        (true, Some(svg)) => Some(format!("À l’arrêt, les chiffres s’afficheront et {svg}.")),
    }
}

/// Bytes that are not a packet, from or to `client`.
#[must_use]
pub fn undecodable(size: usize, client: &str, why: &str) -> String {
    format!("{client}\u{a0}: {}, {why}", count(size, "octet indécodable", "octets indécodables"))
}

/// Bytes after such bytes.
#[must_use]
pub fn raw(size: usize, client: &str) -> String {
    format!("{client}\u{a0}: {}", count(size, "octet brut", "octets bruts"))
}

/// Bytes from or to `client` that the recording lacks.
#[must_use]
pub fn gap(client: &str, lost: Option<u64>, skipped: u64) -> String {
    format!("{client}\u{a0}: {}", mqtt_trace::messages::gap(lost, skipped))
}

/// Bytes of a dump that are not shown.
#[must_use]
pub fn more_bytes(size: usize) -> String {
    let rest = count(size, "autre octet", "autres octets");
    format!("… et {rest}\u{a0}: relancez logdump avec --hex pour tout voir")
}

/// A side has closed the connection of `client`.
#[must_use]
pub fn ended(client: &str, by: Side, reset: bool) -> String {
    format!("{client}\u{a0}: {}", mqtt_trace::messages::ended(by, reset))
}

/// What logdump does on purpose to the connection of `client`.
#[must_use]
pub fn fault(client: &str, fault: &Fault) -> String {
    format!("{client}\u{a0}: {}", mqtt_trace::messages::fault(fault))
}

/// A client came in vain.
#[must_use]
pub fn unreachable(client: &str, reason: &str) -> String {
    format!("{client}\u{a0}: {}. {reason}", mqtt_trace::messages::UNREACHABLE)
}
