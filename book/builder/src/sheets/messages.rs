//! What the sheets say of themselves, in French.

/// Where a note is only a note.
pub(super) const NOTE: &str = "À noter";
/// Advice.
pub(super) const TIP: &str = "Conseil";
/// Something that must not be missed.
pub(super) const IMPORTANT: &str = "Important";
/// Something that can go wrong.
pub(super) const WARNING: &str = "Attention";
/// Something dangerous.
pub(super) const CAUTION: &str = "Prudence";

/// In the place of what unfolds on the screen.
pub(super) const IN_THE_BOOK: &str = "Un résultat obtenu se déplie dans le livre, après votre essai.";

/// The line of a lab's first table that says how long it takes.
pub(super) const TIME: &str = "durée";

/// What pupils write at the top, on two lines.
pub(super) const NAMES: [&[&str]; 2] = [&["Nom", "Prénom"], &["Classe", "Date", "Poste"]];

/// Over a corrigé.
pub(super) const TEACHER: &str = "Pour le professeur";

/// The heads of a corrigé's table of answers.
pub(super) const ANSWER_HEADS: [&str; 3] = ["question", "réponse", "pourquoi"];

/// The heading of a corrigé's table of answers.
pub(super) const ANSWERS: &str = "Réponses objectives";

/// `1 h 20`, with spaces that do not break.
pub(super) fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}

/// The time of a third-more-time sheet.
pub(super) fn more_time(minutes: u32) -> String {
    format!("{} ({}, et un tiers de plus)", duration((minutes * 4).div_ceil(3)), duration(minutes))
}

/// A pair's sheet, beside its number.
pub(super) fn pair(number: u32) -> String {
    format!("binôme\u{a0}{number}")
}

/// A seed that is no secret.
pub(super) fn short_seed(file: &str, least: usize) -> String {
    format!(
        "graine trop courte dans {file}\u{a0}: il faut au moins {least} caractères. La commande «\u{a0}td\u{a0}» en tire une"
    )
}

/// The sheets stand in a folder.
pub(super) fn made(sheets: usize, folder: &str) -> String {
    format!(
        "{sheets} fiches dans {folder}\u{a0}: «\u{a0}eleve\u{a0}» à distribuer, «\u{a0}professeur\u{a0}» à garder.\n\
         Copiez ailleurs celles que vous modifiez\u{a0}: la prochaine fabrication les remplace."
    )
}

/// What is being done takes a while.
pub(super) fn printing(pages: usize) -> String {
    format!(
        "Impression de {pages} PDF par Chromium. Cela dure une à trois minutes\u{a0}; --sans-pdf s’en passe."
    )
}

/// No Chromium.
pub(super) const NO_PDF: &str = "Chromium absent\u{a0}: pas de PDF. Ouvrez les pages HTML dans un navigateur et imprimez-les (A4, sans \
                                 en-tête ni pied de page du navigateur), ou installez-le\u{a0}: sudo apt-get install chromium";

/// No folder of the teacher's.
pub(super) const NO_ANSWERS: &str =
    "Pas de corrigés dans cette édition\u{a0}: le dossier «\u{a0}professeur\u{a0}» n’est pas fait.";
