//! The crate's sentences for people, in French.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

pub fn root_not_found(start: &Path) -> String {
    format!(
        "Je ne trouve pas le kit depuis {}\u{a0}: aucun dossier parent ne contient à la fois un Cargo.toml avec \
         [workspace] et un dossier exercises.\nPlacez-vous dans le dossier du kit (commande cd), ou donnez son chemin \
         dans la variable {}.",
        start.display(),
        crate::ROOT_VARIABLE
    )
}

pub fn root_variable_wrong(path: &Path) -> String {
    format!(
        "La variable {} désigne {}, qui n’est pas le kit\u{a0}: il y faut un Cargo.toml avec [workspace] et un dossier \
         exercises.\nCorrigez la variable, ou supprimez-la et lancez la commande depuis le dossier du kit.",
        crate::ROOT_VARIABLE,
        path.display()
    )
}

pub fn unreadable(path: &Path, source: &io::Error) -> String {
    let place = path.display();
    match source.kind() {
        io::ErrorKind::NotFound => format!(
            "{place}\u{a0}: introuvable.\nRemettez-le en place\u{202f}; s’il a été effacé par erreur, reprenez-le dans \
             le kit d’origine."
        ),
        io::ErrorKind::InvalidData => {
            format!(
                "{place}\u{a0}: ce n’est pas du texte UTF-8.\nEnregistrez-le de nouveau avec l’encodage UTF-8."
            )
        }
        _ => format!("{place}\u{a0}: lecture impossible ({source}).\nVérifiez les droits sur ce fichier."),
    }
}

pub fn folder_name(path: &Path) -> String {
    format!(
        "{}\u{a0}: ce dossier n’est pas un exercice.\nUn exercice s’appelle NN-nom, par exemple 04-publish (lettres \
         minuscules, chiffres et tirets)\u{202f}; vos essais vont dans le dossier scratch.",
        path.display()
    )
}

pub fn duplicate_number(number: u8, paths: &[PathBuf; 2]) -> String {
    format!(
        "L’exercice {number:02} existe deux fois\u{a0}: {} et {}.\nRenommez l’un des deux dossiers.",
        paths[0].display(),
        paths[1].display()
    )
}

pub fn empty(path: &Path) -> String {
    format!("{}\u{a0}: aucun exercice.\nReprenez ce dossier dans le kit d’origine.", path.display())
}

pub fn manifest(path: &Path, line: usize, column: usize, problem: &dyn Display) -> String {
    format!(
        "{}, ligne {line}, colonne {column}\u{a0}: {problem}\nCorrigez cette ligne\u{202f}; le fichier exercise.toml d’un \
         autre exercice peut servir de modèle.",
        path.display()
    )
}

pub fn invalid_clause(text: &str) -> String {
    format!(
        "«\u{a0}{text}\u{a0}» n’est pas une référence à la norme\u{a0}: écrivez un énoncé, MQTT-2.2.2-1, ou une section, §2.2.3."
    )
}

pub const BLANK: &str = "ce texte est vide\u{a0}: écrivez au moins un mot.";

pub const NO_TEST: &str = "il faut au moins un test\u{a0}: ajoutez une section [[tests]].";

pub const NO_CLAUSE: &str = "il faut au moins une référence à la norme, par exemple \"§2.2.3\".";

pub fn duplicate_test(name: &str) -> String {
    format!("le test {name} est déjà dans la liste\u{a0}: n’en gardez qu’un.")
}

pub fn wrong_test_name(name: &str) -> String {
    format!(
        "«\u{a0}{name}\u{a0}» ne nomme pas une fonction de test\u{a0}: écrivez etape_1_… en minuscules, sans accent."
    )
}

pub fn wrong_given(name: &str) -> String {
    format!(
        "«\u{a0}{name}\u{a0}» n’est pas un fichier donné à côté de lib.rs\u{a0}: écrivez codec.rs, en minuscules, sans accent."
    )
}
