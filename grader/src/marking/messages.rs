//! Why a line has its points, where an answer form or the account gives them; in French.

use crate::messages::{BY_HAND, counted, number};

pub fn answers_right(right: usize, all: usize) -> String {
    let verb = if right < 2 { "juste" } else { "justes" };
    format!("{} {verb} sur {all}.", counted(right, "réponse"))
}

pub const SHEET_NOT_HANDED_IN: &str = "Non rendu\u{a0}: il n’y a pas de feuille de réponses.";
pub const SHEET_BLANK: &str = "Non rendu\u{a0}: la feuille de réponses est vide.";
pub const MISSING_WAITS: &str = "Ce n’est pas un zéro\u{a0}: rendez-la, ou voyez avec votre enseignant. En attendant, la note est provisoire.";
pub const MISSING_IS_ZERO: &str = "Dans ce barème, une feuille ou une trace non rendue compte pour 0.";
pub const ACCOUNT_TO_READ: &str = "Le compte-rendu est repris ci-dessous\u{a0}: à noter par l’enseignant.";
pub const ACCOUNT_BLANK: &str =
    "Le compte-rendu est celui que donne le kit\u{a0}: rien n’y est écrit. À noter par l’enseignant.";
pub const NO_ACCOUNT: &str = "Pas de fichier compte-rendu.md dans le rendu\u{a0}: à noter par l’enseignant, sur papier ou dans un autre format.";

pub fn by_hand_not_sheet(automatic: Option<f64>) -> String {
    match automatic {
        Some(automatic) => {
            format!(
                "Points donnés par l’enseignant, au lieu de {} par la feuille de réponses.",
                number(automatic)
            )
        }
        None => BY_HAND.to_owned(),
    }
}

pub const TRACE_UNREADABLE: &str = "La trace n’a pas pu être lue\u{a0}: à noter par l’enseignant.";

pub fn no_trace(name: &str) -> String {
    format!("Non rendu\u{a0}: il n’y a pas de trace traces/{name}.jsonl.")
}

pub fn by_hand_not_trace(automatic: Option<f64>) -> String {
    match automatic {
        Some(automatic) => {
            format!(
                "Points donnés par l’enseignant, au lieu de {} par les règles de la trace.",
                number(automatic)
            )
        }
        None => BY_HAND.to_owned(),
    }
}

pub fn reason(text: &str) -> String {
    format!("Raison\u{a0}: {text}")
}

pub fn comment(text: &str) -> String {
    format!("Commentaire de l’enseignant\u{a0}: {text}")
}
