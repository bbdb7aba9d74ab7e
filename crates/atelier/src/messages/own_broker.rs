//! `atelier broker`.

use std::path::Path;

use course::Exercise;

pub const NONE: &str =
    "aucun exercice de ce kit n’est un broker\u{a0}: il faut l’exercice 10, avec son dossier examples";

pub const NO_CARGO: &str =
    "cargo ne se lance pas\u{a0}: vérifiez que Rust est installé (atelier doctor examine cette machine)";

pub fn does_not_compile(exercise: &Exercise) -> String {
    format!(
        "votre broker ne compile pas\u{a0}: corrigez l’erreur ci-dessus dans exercises/{}/src, puis relancez la commande",
        exercise.id()
    )
}

pub fn cannot_run(program: &Path) -> String {
    format!("impossible de lancer {}", program.display())
}
