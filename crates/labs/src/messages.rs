//! The sentences for people, in French.

use std::path::Path;

/// A key that cannot be read.
pub(crate) fn key_unreadable(line: usize, why: &str) -> String {
    format!(
        "clé de correction illisible, ligne {line}\u{a0}: {why}. Prenez modèle sur une autre clé du même dossier"
    )
}

/// A question of a key whose type and answer do not go together.
pub(crate) fn wrong_kind(name: &str, kind: &str) -> String {
    format!(
        "question {name}\u{a0}: le type «\u{a0}{kind}\u{a0}» ne va pas avec cette réponse. Types\u{a0}: nombre, hexa, choix, \
         choix-multiple, ordre (une seule valeur), mot, exact (une ou plusieurs), suite (au moins deux)"
    )
}

/// A form that cannot be read.
pub(crate) fn form_unreadable(line: usize) -> String {
    format!("ligne {line}\u{a0}: une réponse s’écrit entre guillemets droits, par exemple q1 = \"PUBACK\"")
}

/// What a TOML truth is worth in words.
pub(crate) const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "oui" } else { "non" }
}

/// There is no such TD.
pub(crate) fn unknown_td(number: u8) -> String {
    format!("il n’y a pas de TD {number}\u{a0}: il y a le TD 1 et le TD 2")
}

/// A drawn question without exactly one right answer, which tests exclude.
pub(crate) fn ambiguous(question: &str) -> String {
    format!("le tirage ne donne pas exactement une réponse à la question {question}\u{a0}: changez de graine")
}

/// The heading of a drawn form.
pub(crate) fn form_heading(number: u8, pair: u32) -> String {
    format!(
        "# TD {number}, binôme {pair}\u{a0}: feuille de réponses.\n\
         # Écrivez chaque réponse entre les guillemets, puis enregistrez. Ne changez ni les noms ni les guillemets.\n\
         # Majuscules, accents et petites fautes de frappe ne comptent pas. Laissez \"\" si vous ne savez pas.\n"
    )
}

/// The heading of a drawn key.
pub(crate) fn key_heading(number: u8, pair: u32) -> String {
    format!(
        "# TD {number}, binôme {pair}\u{a0}: clé de correction, calculée depuis l’échange. Pour le professeur.\n"
    )
}

pub(crate) const ABOUT: &str =
    "Tire les sujets de TD d’une classe\u{a0}: un journal par binôme, et sa clé de correction";
pub(crate) const AFTER_HELP: &str = "\
Donnez à chaque binôme son dossier eleves/binome-NN, et gardez le dossier professeur pour vous\u{a0}: qui a la graine peut \
calculer les clés. La même graine redonne les mêmes sujets. Un fichier qui existe déjà n’est jamais récrit.";
pub(crate) const HELP_FOLDER: &str = "Dossier à remplir";
pub(crate) const HELP_PAIRS: &str = "Nombre de binômes";
pub(crate) const HELP_SEED: &str =
    "Fichier de la graine (sans l’option\u{a0}: professeur/graine, tirée la première fois)";

/// A seed that could be guessed by trying.
pub(crate) fn short_seed(file: &Path) -> String {
    format!(
        "la graine de {} est trop courte\u{a0}: il faut au moins 16 caractères, pour qu’un élève ne la trouve pas en essayant",
        file.display()
    )
}

/// A file that cannot be read.
pub(crate) fn cannot_read(file: &Path) -> String {
    format!("impossible de lire {}", file.display())
}

/// A file that cannot be written.
pub(crate) fn cannot_write(file: &Path) -> String {
    format!("impossible d’écrire {}", file.display())
}

/// What was done, and what to do next.
pub(crate) fn drawn(pairs: u32, folder: &Path, seed: &Path) -> String {
    let folder = folder.display();
    let pairs = if pairs == 1 { "un binôme".to_owned() } else { format!("{pairs} binômes") };
    format!(
        "TD 1 et TD 2 tirés pour {pairs}.\n  \
         à distribuer\u{a0}: {folder}/eleves/binome-NN (sujets, journaux, feuilles de réponses)\n  \
         à garder\u{a0}:     {folder}/professeur (clés)\u{202f}; graine\u{a0}: {}\n  \
         pour noter\u{a0}:   grader, avec l’option --td {folder}",
        seed.display()
    )
}
