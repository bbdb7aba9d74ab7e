//! What `grader live` says.

use std::net::SocketAddr;

use class_board::{FILTER, Place};

pub const HELP: &str = "Le tableau de la classe, pendant la séance\u{a0}: où en est chaque poste";
pub const HELP_PLACE: &str = "Le broker de la classe, celui que les postes donnent à atelier --classe";
pub const HELP_PAGE: &str = "Port de la page, sur cette machine seule\u{202f}; 0 laisse le système choisir";
pub const HELP_ERASE: &str = "Effacer le tableau, à la fin de la séance, au lieu de le montrer";

pub const SEAT: &str = "n°";
pub const NOBODY: &str =
    "Aucun poste pour l’instant. Sur chaque poste\u{a0}: atelier --classe mqtt://… --poste 07";
pub const ERASED: &str = "effacé";
pub const KEY: &str = "✔ réussi   4/9 (ou 4) tests passés   · rien encore   ? autre message";
pub const NO_RUNTIME: &str = "le système refuse de créer une file d’événements";

pub fn title(place: &Place, listening: Option<&str>) -> String {
    match listening {
        None => format!("Tableau de la classe\u{a0}: {place}, filtre {FILTER}"),
        Some(why) => format!("Pas de connexion à {place}, nouvel essai\u{a0}: {why}"),
    }
}

/// Said first: the lesson of the filter.
pub fn beginning(place: &Place) -> String {
    format!(
        "Tableau de la classe sur {place}, par l’abonnement {FILTER}\u{a0}: un + pour le poste, un + pour l’exercice. Les messages \
         sont retenus\u{a0}: arrivé plus tard, on voit tout de même où en est chacun."
    )
}

pub fn page(address: SocketAddr) -> String {
    format!("Page\u{a0}: http://{address}   Ctrl-C arrête\u{202f}; --effacer efface le tableau")
}

pub fn cannot_serve(port: u16) -> String {
    format!(
        "impossible d’ouvrir la page sur le port {port} de cette machine\u{a0}: choisissez-en un autre avec --page"
    )
}

pub fn listening(place: &Place) -> String {
    format!("Abonné à {FILTER} sur {place}.")
}

pub fn hidden_seats(count: usize) -> String {
    format!("… et {count} autres postes\u{a0}: agrandissez le terminal, ou ouvrez la page.")
}

pub fn change(seat: &str, exercise: &str, said: &str) -> String {
    format!("poste {seat}, exercice {exercise}\u{a0}: {said}")
}

pub fn strays(count: usize, last: &str) -> String {
    let plural = if count > 1 { "s" } else { "" };
    format!("{count} message{plural} hors du tableau, le dernier sur {last}")
}

pub fn erased(count: usize) -> String {
    match count {
        0 => "Rien à effacer\u{a0}: ce compte ne voit aucun message retenu par classe/+/+.".to_owned(),
        1 => "Un message retenu effacé\u{a0}: le tableau est vide.".to_owned(),
        _ => format!("{count} messages retenus effacés\u{a0}: le tableau est vide."),
    }
}

pub fn not_erased(left: usize) -> String {
    format!(
        "{left} messages retenus sont toujours là\u{a0}: le broker n’a pas accepté qu’on les efface. Sur un broker à règles \
         d’accès, il faut «\u{a0}topic readwrite classe/#\u{a0}» pour le professeur."
    )
}

pub fn unreachable(place: &Place, why: &str) -> String {
    format!("le tableau de {place} ne peut pas être effacé\u{a0}: {why}")
}

pub const NO_SUCH_PAGE: &str = "Cette page n’existe pas.";
