//! What `grader doctor` says.

use std::io;
use std::path::Path;

pub const HELP: &str = "Examiner cette machine avant la séance\u{a0}: noter, projeter, imprimer";
pub const HELP_CLASS: &str = "Lire aussi la liste de la classe";
pub const HELP_JSON: &str = "Un objet JSON, pour les programmes";

pub const KIT_UNREADABLE: &str = "les exercices ne se lisent pas";
pub const MEND_KIT: &str =
    "Lancez grader dans le kit complet, celui du professeur, et non dans celui qui est distribué aux élèves.";
pub const MEND_WORKPLACE: &str = "Placez le kit dans un dossier où vous pouvez écrire.";
pub const LANDLOCK: &str = "Landlock\u{a0}: le code des élèves ne voit ni vos fichiers ni le réseau";
pub const BUBBLEWRAP: &str = "bubblewrap\u{a0}: le code des élèves ne voit ni vos fichiers ni le réseau";
pub const MEND_SANDBOX: &str = "Sous Debian ou Ubuntu\u{a0}: sudo apt-get install bubblewrap. Sous Windows, notez dans la machine virtuelle du professeur \
     (dossier vm). L’option --sans-bac-a-sable note sans protection, et les notes sont alors indicatives.";
pub const NO_BROWSER: &str = "absent\u{a0}: les fiches et les rapports ne deviendront pas des PDF";
pub const MEND_BROWSER: &str =
    "sudo apt-get install chromium\u{202f}; ou imprimez les pages depuis un autre navigateur.";
pub const MEND_CLASS: &str = "Une ligne par élève, exportée du logiciel de notes\u{a0}: voir «\u{a0}La liste de la classe\u{a0}» dans grader/README.md.";

pub fn title(root: &Path) -> String {
    format!("Examen de la machine du professeur, kit {}", root.display())
}

pub fn kit(exercises: usize) -> String {
    format!("complet\u{a0}: {exercises} exercices, leurs solutions et les essais cachés")
}

pub fn kit_of_students(missing: &[&str]) -> String {
    format!("il manque de quoi noter\u{a0}: {}", missing.join(", "))
}

pub fn workplace(folder: &Path) -> String {
    format!("on peut écrire dans {}", folder.display())
}

pub fn no_workplace(root: &Path, error: &io::Error) -> String {
    format!(
        "on ne peut écrire ni dans {}, ni dans votre dossier personnel\u{a0}: {}",
        root.display(),
        cli::describe(error)
    )
}

pub fn browser_fails(name: &str) -> String {
    format!("{name} est installé, mais ne se lance pas")
}

pub fn class(members: usize) -> String {
    format!("{members} élèves lus")
}

pub fn empty_class(path: &Path) -> String {
    format!("{} ne contient aucun élève", path.display())
}

pub fn no_class(path: &Path, error: &io::Error) -> String {
    format!("{} ne se lit pas\u{a0}: {}", path.display(), cli::describe(error))
}
