//! What `grader run` says, in French.

use std::path::Path;

use super::counted;
use crate::shard::Shard;

pub const HELP: &str = "Note une part de la classe sur cette machine\u{a0}; grader merge réunit les parts";
pub const HELP_SHARD: &str = "Quelle part noter, sur combien\u{a0}: 2/3. Un élève est toujours de la même part, d’après son identifiant";
pub const HELP_OUTPUT: &str = "Le fichier à écrire, en .jsonl, hors du dossier des rendus";

pub fn not_a_shard(most: u16) -> String {
    format!(
        "une part s’écrit 2/3\u{a0}: un numéro à partir de 1, une barre, et le nombre de parts ({most} au plus)"
    )
}

pub fn no_seed(folder: &Path) -> String {
    format!(
        "il n’y a pas de secret de tirage ({}), et une part n’en tire pas\u{a0}: chaque machine aurait le sien, et les élèves d’autres \
         cas. Notez une fois la classe entière avec grader, et gardez ce fichier avec les rendus",
        folder.join(".grader").join("graine").display()
    )
}

pub fn is_a_folder(path: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» est un dossier\u{a0}: donnez à --sortie un nom de fichier, part-2.jsonl",
        path.display()
    )
}

pub fn among_submissions(path: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» serait parmi les rendus\u{a0}: choisissez un autre dossier avec --sortie",
        path.display()
    )
}

pub fn not_written(path: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» ne peut pas être écrit\u{a0}: choisissez un autre endroit avec --sortie",
        path.display()
    )
}

pub fn summary(shard: Shard, pupils: usize, class: usize, path: &Path, retry: bool) -> String {
    let mut text =
        format!("Part {shard}\u{a0}: {} sur {class}\u{a0}; {}\n", counted(pupils, "élève"), path.display());
    if retry {
        text += "La machine a fait défaut pour certains exercices\u{a0}: relancez cette part.\n";
    }
    text
}
