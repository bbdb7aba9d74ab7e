//! What `grader pseudonymes` says, in French, and what `grader merge --classe` says of pseudonyms.

use std::path::Path;

use super::{counted, printable};
use crate::pseudonyms::Copied;

pub const HELP: &str = "Copie une classe sans aucun nom, pour la noter sur la machine d’un autre";
pub const HELP_OUTPUT: &str = "Le dossier à faire, qui n’existe pas encore ou qui est vide";
pub const HELP_NAMES: &str =
    "La liste de la classe, restée chez vous\u{a0}: remet les noms à la place des pseudonymes";

pub const WRONG_KEY: &str =
    "cette ligne n’est pas un pseudonyme et un identifiant\u{a0}: reprenez ce fichier d’une sauvegarde.";

pub fn no_list(path: &Path) -> String {
    format!(
        "il n’y a pas de liste de la classe ({})\u{a0}: sans elle, personne ne saurait à qui rendre les noms",
        path.display()
    )
}

pub fn among_submissions(path: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» serait parmi les rendus, et pris pour l’un d’eux\u{a0}: choisissez un autre dossier avec --sortie",
        path.display()
    )
}

pub fn key_not_written(path: &Path) -> String {
    format!("la clé des pseudonymes ({}) ne peut pas être écrite\u{a0}: rien n’a été copié", path.display())
}

pub fn no_key(path: &Path) -> String {
    format!(
        "la clé des pseudonymes ({}) n’est pas là\u{a0}: donnez à --classe la liste du dossier où vous avez lancé grader pseudonymes",
        path.display()
    )
}

pub fn unknown(pseudonym: &str) -> String {
    format!(
        "«\u{a0}{}\u{a0}» n’est dans la clé de personne de cette liste. Est-ce la bonne classe\u{202f}? Rien n’a été écrit",
        printable(pseudonym)
    )
}

pub fn without_result(names: &[String]) -> String {
    format!("Dans votre liste, mais pas parmi ces résultats\u{a0}: {}.", names.join(", "))
}

pub fn summary(folder: &Path, key: &Path, pupils: usize, copied: &Copied) -> String {
    let mut text = format!(
        "{} sous pseudonyme, {}\u{a0}: {}\n",
        counted(pupils, "élève"),
        counted(copied.works, "rendu"),
        folder.display()
    );
    text += &format!("La clé reste ici, ne la donnez à personne\u{a0}: {}\n", key.display());
    if !copied.left.is_empty() {
        let left: Vec<String> = copied.left.iter().map(|label| printable(label)).collect();
        text +=
            &format!("À voir\u{a0}: laissés ici, car à personne ou illisibles\u{a0}: {}\n", left.join(", "));
    }
    text + "À vérifier avant d’envoyer\u{a0}: un nom écrit par un élève dans un fichier (commentaire, compte-rendu) y est encore. \
            De vos points, seuls les nombres partent.\n"
}
