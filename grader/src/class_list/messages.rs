//! What is said of the class list, in French.

use crate::messages::printable;

pub const EMPTY_LIST: &str = "la liste est vide. Il faut une ligne de titres, puis une ligne par élève.";
pub const OPEN_QUOTE: &str =
    "ce guillemet ne se referme jamais. Ajoutez-en un à la fin de la cellule, ou retirez-le.";
pub const NO_NAME_COLUMN: &str = "il manque la colonne «\u{a0}nom\u{a0}». Titres reconnus\u{a0}: id, nom, prénom, groupe, binôme, sujet, statut, \
                                  aménagements.";
pub const NO_NAME: &str = "il manque le nom de l’élève.";

pub fn ignored_column(title: &str) -> String {
    format!("Liste de classe\u{a0}: la colonne «\u{a0}{title}\u{a0}» n’est pas utilisée.")
}

pub fn duplicate_column(title: &str) -> String {
    format!("la colonne «\u{a0}{title}\u{a0}» fait double emploi avec une autre\u{a0}: n’en gardez qu’une.")
}

pub fn duplicate_id(id: &str, first: usize) -> String {
    format!(
        "l’identifiant «\u{a0}{id}\u{a0}» est déjà celui de la ligne {first}. Donnez à chacun le sien dans la colonne «\u{a0}id\u{a0}» (les \
         majuscules ne comptent pas)."
    )
}

pub fn unsafe_id(id: &str) -> String {
    format!(
        "«\u{a0}{}\u{a0}» ne peut pas être un identifiant\u{a0}: 64 caractères au plus, des lettres sans accent, des chiffres, et . _ - @ \
         (une lettre ou un chiffre au début).",
        printable(id)
    )
}

pub fn too_many_cells(expected: usize, got: usize) -> String {
    format!(
        "{got} cellules pour {expected} titres. Une cellule qui contient le séparateur s’écrit entre guillemets."
    )
}

pub fn unknown_status(status: &str) -> String {
    format!(
        "statut «\u{a0}{status}\u{a0}» inconnu. Écrivez «\u{a0}absent\u{a0}», «\u{a0}dispensé\u{a0}», ou rien pour un élève présent."
    )
}

pub fn unknown_drawn(number: &str) -> String {
    format!(
        "«\u{a0}{}\u{a0}» n’est pas un numéro de sujet\u{a0}: écrivez 3, ou binome-03.",
        printable(number)
    )
}
