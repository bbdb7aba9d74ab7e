//! What `grader pack` says, in French.

use std::path::Path;

use crate::pack::Leak;

pub const HELP: &str =
    "Fabrique le paquet des élèves, sans rien de ce qu’ils ne doivent pas voir, et le prouve";
pub const HELP_FOLDER: &str = "Dossier à remplir, vide ou à créer";
pub const HELP_BOOK: &str =
    "Livre déjà fabriqué, à mettre dans le paquet (sans l’option\u{a0}: target/book/html, s’il existe)";
pub const HELP_UNBUILT: &str = "Ne compile pas le paquet\u{a0}: seuls les secrets sont cherchés";
pub const PROVING: &str =
    "Le paquet se compile et ses exercices sont essayés (quelques minutes la première fois)…";
pub const NO_CARGO: &str = "impossible de lancer cargo";
/// How many leaks are shown.
const SHOWN: usize = 8;

pub fn cannot_read(path: &Path) -> String {
    format!("impossible de lire {}", path.display())
}

pub fn cannot_write(path: &Path) -> String {
    format!("impossible d’écrire {}", path.display())
}

pub fn not_empty(folder: &Path) -> String {
    format!(
        "{} n’est pas vide\u{a0}: donnez un dossier vide ou à créer, pour que rien d’autre ne parte avec le paquet",
        folder.display()
    )
}

pub fn no_book(folder: &Path) -> String {
    format!(
        "{} n’a pas de page index.html\u{a0}: fabriquez le livre par «\u{a0}cargo x book build\u{a0}»",
        folder.display()
    )
}

pub fn no_secret(folder: &str) -> String {
    format!(
        "aucun secret trouvé dans {folder}\u{a0}: lancez cette commande dans le kit du professeur, où il est entier"
    )
}

pub fn cargo_failed(said: &str) -> String {
    format!("cargo a échoué dans le paquet, qui n’est donc pas gardé. Il a dit\u{a0}:\n{}", said.trim_end())
}

pub fn not_unsolved(exercise: &str, said: &str) -> String {
    format!(
        "l’exercice {exercise} du paquet devrait échouer à tous ses tests, faute de réponse, et ce n’est pas le cas. \
         Lancez «\u{a0}cargo x gen\u{a0}». Les tests ont dit\u{a0}:\n{}",
        said.trim_end()
    )
}

/// `None` where there is none.
pub fn leaks(leaks: &[Leak]) -> Option<String> {
    let shown = leaks.iter().take(SHOWN).map(|leak| {
        let text: String = leak.text.replace('\n', " ").chars().take(100).collect();
        format!(
            "  {} contient ce texte de {}\u{a0}: «\u{a0}{text}\u{a0}»",
            leak.file.display(),
            leak.source.display()
        )
    });
    let shown: Vec<String> = shown.collect();
    let all = match leaks.len() {
        0 => return None,
        1 => "un secret partirait avec le paquet, qui n’est donc pas gardé".to_owned(),
        many => format!("{many} secrets partiraient avec le paquet, qui n’est donc pas gardé"),
    };
    Some(format!("{all}\u{a0}:\n{}", shown.join("\n")))
}

/// A pack that was made.
#[derive(Debug)]
pub struct Pack {
    pub files: usize,
    pub book: bool,
    pub secrets: usize,
    pub exercises: usize,
    /// How many tests fail as they should; `None` when it was not compiled.
    pub tests: Option<usize>,
}

pub fn done(folder: &Path, pack: &Pack) -> String {
    let built = match pack.tests {
        Some(tests) => format!(
            "il se compile hors ligne, et les {tests} tests de ses {} exercices échouent, faute de réponse",
            pack.exercises
        ),
        None => "non compilé, à votre demande\u{a0}: rien ne dit qu’il se compile".to_owned(),
    };
    let book = if pack.book {
        "dans livre/, à ouvrir par livre/index.html"
    } else {
        "pages à lire dans book/src\u{202f}; pour le livre à feuilleter, «\u{a0}cargo x book build\u{a0}» d’abord"
    };
    format!(
        "Paquet des élèves\u{a0}: {}\n  contenu\u{a0}: {} fichiers\n  livre\u{a0}:   {book}\n  secrets\u{a0}: {} cherchés, aucun trouvé\n  \
         preuve\u{a0}:  {built}\n",
        folder.display(),
        pack.files,
        pack.secrets,
    )
}
