//! The words of the command `quiz`.

use std::path::Path;

pub(crate) const ABOUT: &str =
    "La banque de questions\u{a0}: la vérifier, en tirer une épreuve, la porter dans Moodle";
pub(crate) const HELP_CHECK: &str = "Lire toute la banque et compter ses questions";
pub(crate) const HELP_PUBLISH: &str =
    "Écrire la part des élèves, book/quiz\u{a0}: les autotests, réponses voilées";
pub(crate) const HELP_COMPARE: &str = "Ne rien écrire\u{a0}: dire si book/quiz est à jour";
pub(crate) const HELP_DRAW: &str =
    "Tirer l’épreuve d’une classe\u{a0}: versions A et B, sujet allégé, feuilles de réponses, corrigés";
pub(crate) const HELP_FOLDER: &str =
    "Le dossier de la classe, celui de td\u{a0}; tout va dans sa partie «\u{a0}professeur\u{a0}»";
pub(crate) const HELP_SEED: &str = "La graine\u{a0}; sans elle, celle du dossier, tirée la première fois";
pub(crate) const HELP_MOODLE: &str =
    "Écrire toute la banque pour Moodle\u{a0}: quiz.gift et quiz.xml. Les réponses y sont";
pub(crate) const HELP_OUT: &str = "Où écrire";

pub(crate) const PUBLIC_HEADING: &str = "# Écrit par «\u{a0}cargo run --bin quiz -- publier\u{a0}». Ne changez rien ici\u{a0}: la banque est ailleurs.";
pub(crate) const MOODLE_HEADING: &str =
    "Banque de questions d’Atelier MQTT. Les réponses y sont\u{202f}; elle est pour le professeur.";
pub(crate) const UP_TO_DATE: &str = "book/quiz est à jour.";

pub(crate) fn counted(self_tests: usize, exam: usize, table: &str) -> String {
    format!(
        "{} questions\u{a0}: {self_tests} d’autotest, {exam} d’épreuve.\n\n                    autotest      épreuve\n  critère          N1  N2  N3   N1  N2  N3\n{table}",
        self_tests + exam
    )
}

pub(crate) fn published(files: usize) -> String {
    format!("{files} fichiers écrits dans book/quiz.")
}

pub(crate) fn stale(file: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» ne dit plus ce que dit la banque\u{a0}: lancez «\u{a0}cargo run --bin quiz -- publier\u{a0}»",
        file.display()
    )
}

pub(crate) fn drawn(folder: &Path, seed: &Path) -> String {
    format!(
        "Épreuve tirée, versions A et B, d’une heure et allégée, dans {}.\n\n\
         - quiz-a.md, quiz-b.md, quiz-a-court.md, quiz-b-court.md\u{a0}: les sujets\u{a0}; …-reponses.md la feuille de réponses, \
         …-corrige.md le corrigé\u{a0};\n\
         - formulaires/…/quiz.toml\u{a0}: pour qui répond sur machine\u{a0}; le fichier se rend dans reponses/.\n\n\
         Sur papier (A4, grands caractères, tiers temps, PDF et ODT)\u{a0}: cargo x book sheets --graine {}\n\
         La même graine redonne la même épreuve. Ne la donnez à personne.",
        folder.display(),
        seed.display()
    )
}

pub(crate) fn for_moodle(questions: usize, folder: &Path) -> String {
    format!(
        "{questions} questions écrites dans {0}/quiz.xml et {0}/quiz.gift. Dans Moodle\u{a0}: Banque de questions, Importer, format \
         Moodle XML (ou GIFT), en gardant les catégories du fichier.",
        folder.display()
    )
}

pub(crate) const SELF_TESTS: &str = "Autotests";
pub(crate) const EXAM: &str = "Épreuve";
