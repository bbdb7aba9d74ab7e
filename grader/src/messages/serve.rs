//! What `grader serve` says, in the terminal and of what is typed; the page's own words are in `serve/page`.

use std::io;
use std::net::SocketAddr;
use std::path::Path;

use super::number;

pub const HELP: &str =
    "Noter dans le navigateur\u{a0}: points et commentaires, enregistrés aussitôt dans notes-manuelles.toml";
pub const HELP_PAGE: &str = "Port de la page, sur cette machine seule\u{202f}; 0 laisse le système choisir";

pub const NO_RANDOM: &str =
    "le système ne donne pas de nombres au hasard\u{a0}: la page ne serait pas protégée";
pub const NO_SUCH_PAGE: &str = "Cette page n’existe pas.";
pub const WELCOME: &str = "La page s’ouvre.";
pub const NO_COOKIE: &str = "Cette page montre des notes\u{a0}: elle ne s’ouvre qu’avec l’adresse complète. Dans le terminal où tourne grader serve, \
    copiez la dernière adresse affichée, jusqu’au bout (…?jeton=…), et ouvrez-la ici.";
pub const USED_TOKEN: &str = "Cette adresse a déjà servi, ou n’est pas la bonne. Dans le terminal où tourne grader serve, copiez la dernière \
    adresse affichée\u{a0}: chacune ouvre la page une fois.";
pub const FOREIGN_ORIGIN: &str =
    "Refusé\u{a0}: cette demande ne vient pas de la page de grader serve. Rien n’a été enregistré.";
pub const NO_HEADER: &str =
    "Refusé\u{a0}: il manque l’en-tête X-Atelier, que la page envoie. Rien n’a été enregistré.";
pub const NOT_JSON: &str =
    "Refusé\u{a0}: du JSON est attendu (Content-Type: application/json). Rien n’a été enregistré.";
pub const NOT_AN_ORDER: &str = "Cette demande n’a pas la forme attendue. Rien n’a été enregistré.";
pub const UNKNOWN_FIELD: &str = "Ce champ n’existe pas. Rien n’a été enregistré.";

/// The first address.
pub fn open(address: SocketAddr, token: &str) -> String {
    format!(
        "Pour noter, ouvrez dans un navigateur de cette machine (l’adresse ouvre la page une fois)\u{a0}:\n  http://{address}/?jeton={token}\n\
         Ctrl-C arrête."
    )
}

/// The address for another browser.
pub fn opened(address: SocketAddr, token: &str) -> String {
    format!("Page ouverte. Pour un autre navigateur\u{a0}:\n  http://{address}/?jeton={token}")
}

pub fn not_a_number(text: &str) -> String {
    format!("«\u{a0}{text}\u{a0}» n’est pas un nombre. Par exemple\u{a0}: 2,5.")
}

pub fn not_a_section(name: &str) -> String {
    format!(
        "dans notes-manuelles.toml, «\u{a0}{name}\u{a0}» n’est pas une section\u{a0}: corrigez-le dans un éditeur."
    )
}

/// The points that are replaced.
pub fn reason_wanted(found: f64) -> String {
    format!(
        "Ces points en remplacent d’autres ({})\u{a0}: écrivez la raison, que l’élève lira.",
        number(found)
    )
}

pub fn unreadable(path: &Path, error: &io::Error) -> String {
    format!("{} ne peut pas être lu\u{a0}: {}", path.display(), cli::describe(&error.kind().into()))
}

pub fn unwritable(path: &Path, error: &io::Error) -> String {
    format!(
        "Rien n’a été enregistré\u{a0}: {} ne peut pas être écrit ({}).",
        path.display(),
        cli::describe(&error.kind().into())
    )
}

/// A slip in the file, made in an editor.
pub fn mend_first(fault: &str) -> String {
    format!("Rien n’a été enregistré. Corrigez d’abord le fichier\u{a0}: {fault}")
}

pub fn always_changing(path: &Path) -> String {
    format!(
        "Rien n’a été enregistré\u{a0}: un autre programme écrit sans cesse dans {}. Fermez-le, et recommencez.",
        path.display()
    )
}
