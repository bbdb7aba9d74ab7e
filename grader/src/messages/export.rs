//! What exports say, in French.

use std::path::Path;

use super::{counted, number};
use crate::output::Counts;
use crate::output::worksheet::Filled;

pub const HELP_WORKSHEET: &str =
    "Feuille d’évaluation hors ligne téléchargée d’un devoir Moodle, à remplir dans rapports/exports";

pub const GRADEBOOK_COLUMNS: [&str; 4] = ["id", "nom", "note", "remarque"];
pub const PRONOTE_COLUMNS: [&str; 3] = ["Nom", "Prénom", "Note"];
// What Pronote shows where there is no mark.
pub const PRONOTE_ABSENT: &str = "Abs";
pub const PRONOTE_EXEMPTED: &str = "Disp";
pub const PRONOTE_NOT_HANDED_IN: &str = "N.Rdu";
pub const TO_RETRY: &str = "à relancer";

pub fn summary_columns(out_of: f64) -> [String; 3] {
    ["élève".to_owned(), format!("note sur {}", number(out_of)), "état".to_owned()]
}

/// How many pupils, marks and marks that are not final.
pub fn counts(counts: Counts) -> String {
    let mut text = format!("{}, {}", counted(counts.pupils, "élève"), counted(counts.marks, "note"));
    if counts.provisional > 0 {
        text += &format!(", dont {}", counted(counts.provisional, "provisoire"));
    }
    text + "."
}

pub fn retry(pupils: &[String]) -> String {
    format!("La machine a fait défaut\u{a0}: relancez la correction pour {}.", pupils.join(", "))
}

pub fn worksheet_lacks(path: &Path, english: &str, french: &str) -> String {
    format!(
        "{} n’a pas de colonne «\u{a0}{french}\u{a0}» ni «\u{a0}{english}\u{a0}»\u{a0}: donnez la feuille telle que Moodle l’a \
         écrite (devoir, «\u{a0}Télécharger la feuille d’évaluation\u{a0}»), en français ou en anglais",
        path.display()
    )
}

pub fn worksheet_unclosed(path: &Path, line: usize) -> String {
    format!(
        "{}, ligne {line}\u{a0}: un guillemet n’est pas fermé. Téléchargez la feuille de nouveau",
        path.display()
    )
}

pub fn worksheet_maximum(path: &Path, maximum: &str, out_of: f64) -> String {
    let out_of = number(out_of);
    format!(
        "{} note sur {maximum}, et le barème sur {out_of}\u{a0}: mettez le même total dans le devoir Moodle ou dans le barème",
        path.display()
    )
}

/// What was filled in, and who is missing.
pub fn worksheet(path: &Path, filled: &Filled) -> String {
    let mut text = format!("Feuille Moodle\u{a0}: {} ({})\n", path.display(), counted(filled.marks, "note"));
    let mut say = |what: &str, names: &[String]| {
        if !names.is_empty() {
            text += &format!("  {what}\u{a0}: {}\n", names.join(", "));
        }
    };
    say("laissées vides, note provisoire ou absente", &filled.without_mark);
    say("lignes qui ne sont à aucun élève de la liste", &filled.unknown);
    say("élèves qui ne sont pas dans la feuille", &filled.missing);
    text
}
