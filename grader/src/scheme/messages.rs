//! What is said of the marking scheme's answer forms, in French.

use crate::model::Criterion;

pub const SHEET_AND_EXERCISE: &str =
    "une ligne a «\u{a0}exercice\u{a0}» ou «\u{a0}feuille\u{a0}», pas les deux\u{a0}: faites-en deux lignes.";
pub const ACCOUNT_LINE: &str = "Compte-rendu";

pub fn unknown_sheet(name: &str, known: &[&str]) -> String {
    format!(
        "le kit n’a pas de feuille de réponses «\u{a0}{name}\u{a0}». Possibles\u{a0}: {}, compte-rendu.",
        known.join(", ")
    )
}

pub const TRACE_AND_OTHER: &str = "une ligne a «\u{a0}exercice\u{a0}», «\u{a0}feuille\u{a0}» ou «\u{a0}trace\u{a0}», un seul des trois\u{a0}: faites-en plusieurs lignes.";

pub fn unknown_trace(name: &str, known: &[&str]) -> String {
    format!(
        "le kit n’a pas de règles pour la trace «\u{a0}{name}\u{a0}» (book/formulaires/regles). Possibles\u{a0}: {}.",
        known.join(", ")
    )
}

pub fn unknown_missing(text: &str) -> String {
    format!(
        "«\u{a0}{text}\u{a0}» ne dit pas quoi faire d’une feuille non rendue. Possibles\u{a0}: attendre (la note reste provisoire), zero."
    )
}

pub fn shared_sheet(sheet: &str) -> String {
    format!(
        "une autre ligne de même critère compte déjà la feuille «\u{a0}{sheet}\u{a0}». Plusieurs lignes d’une même feuille se partagent ses \
         questions par critère\u{a0}: changez «\u{a0}critere\u{a0}», ou retirez une ligne."
    )
}

pub fn no_question(sheet: &str, criterion: Criterion) -> String {
    format!(
        "la feuille «\u{a0}{sheet}\u{a0}» n’a aucune question du critère «\u{a0}{}\u{a0}».",
        criterion.key()
    )
}

pub fn question_left_out(sheet: &str, criterion: Criterion) -> String {
    format!(
        "les questions «\u{a0}{}\u{a0}» de la feuille «\u{a0}{sheet}\u{a0}» ne comptent dans aucune ligne\u{a0}: ajoutez-en une, ou ne gardez \
         qu’une ligne pour toute la feuille.",
        criterion.key()
    )
}
