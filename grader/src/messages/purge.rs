//! What `grader purge` says, in French.

use std::path::{Path, PathBuf};

use super::{counted, printable};

pub const HELP: &str = "Supprime les données personnelles d’une classe notée, quand leur durée est passée";
pub const HELP_FOLDER: &str = "Dossier des rendus, tel qu’il a été noté";
pub const HELP_OUTPUT: &str =
    "Dossier des rapports (sans l’option\u{a0}: rapports, dans le dossier des rendus)";
pub const HELP_AFTER: &str = "Durée de conservation, en jours depuis la dernière correction";
pub const HELP_YES: &str = "Supprime\u{a0}; sans cette option, la liste est montrée et rien ne change";

pub fn never_marked(folder: &Path) -> String {
    format!(
        "{} n’a pas de rapports\u{a0}: donnez un dossier qui a été noté (et --sortie, si ses rapports sont ailleurs). Rien n’a \
         été supprimé",
        folder.display()
    )
}

pub fn too_early(age: u64, kept: u64) -> String {
    format!(
        "la dernière correction date de {}, et la durée de conservation est de {}\u{a0}: rien n’a été supprimé. Les recours \
         sont-ils passés\u{202f}? Sinon, --apres change la durée",
        days(age),
        days(kept)
    )
}

pub fn not_removed(path: &Path) -> String {
    format!("impossible de supprimer {}\u{a0}: relancez la commande quand ce sera réparé", path.display())
}

/// What is personal, and what is not.
pub fn list(folder: &Path, personal: &[PathBuf], kept: &[String]) -> String {
    let mut text = format!("Données personnelles dans {}\u{a0}:\n", folder.display());
    for path in personal {
        let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
        text += &format!("  {}\n", printable(&name));
    }
    if !kept.is_empty() {
        let names: Vec<String> = kept.iter().map(|name| printable(name)).collect();
        text += &format!("Gardé\u{a0}: {}\n", names.join(", "));
    }
    text
}

pub fn nothing_yet(age: u64, kept: u64) -> String {
    format!(
        "Rien n’est supprimé. Dernière correction\u{a0}: il y a {}\u{a0}; conservation\u{a0}: {}. Avec --oui, tout cela disparaît \
         sans retour\u{a0}; les copies et les sauvegardes que vous avez faites sont à supprimer aussi.\n",
        days(age),
        days(kept)
    )
}

pub fn removed(count: usize) -> String {
    format!("{} de cette liste supprimés.\n", counted(count, "élément"))
}

fn days(count: u64) -> String {
    counted(usize::try_from(count).unwrap_or(usize::MAX), "jour")
}
