//! What `submit`, `sauver` and `reprendre` say.

use std::io;
use std::path::Path;

use super::plural;

pub const CONFIRM: &str = "Faire le zip quand même\u{202f}? [o/N]";
pub const MISSING: &str = "Ce qui manque, ou n’est pas fini\u{a0}:";
pub const NOTHING_MISSING: &str = "✔ Rien ne manque.";
pub const NOT_SUBMITTED: &str = "Rien n’a été fait. Complétez, puis recommencez\u{202f}; ou ajoutez --oui.";
pub const NO_NAME: &str =
    "il faut un nom, pour que le professeur sache à qui est ce travail\u{a0}: ajoutez --nom NOM";
pub const WAS_NEWER: &str = "Attention\u{a0}: ces fichiers avaient été changés ici après la copie. Comparez avec ce qui est mis de côté\u{a0}:";
pub const NO_PLACE: &str = "Laissés dans l’archive, car ce kit n’a pas de place pour eux\u{a0}:";

pub const ARCHIVE_TOO_LARGE: &str = "elle est trop grosse";
pub const TOO_MANY_ENTRIES: &str = "elle contient trop de fichiers";
pub const NOT_A_ZIP: &str = "ce n’est pas un zip, ou il est abîmé";
pub const NO_MANIFEST: &str = "elle n’a pas été faite par atelier";
pub const OTHER_FORMAT: &str = "elle a été faite par une autre version du kit";
pub const NOT_AS_LISTED: &str = "des fichiers y ont été ajoutés ou retirés";

/// What goes into a zip.
pub struct Summary {
    pub sources: usize,
    pub forms: usize,
    pub traces: usize,
    /// By name.
    pub others: Vec<String>,
}

pub fn about_to_submit(summary: &Summary) -> String {
    let kinds = [
        (summary.sources, "fichier Rust", "fichiers Rust"),
        (summary.forms, "feuille de réponses", "feuilles de réponses"),
        (summary.traces, "trace", "traces"),
    ];
    let counted = kinds.into_iter().filter(|(count, ..)| *count > 0);
    let mut parts: Vec<String> = counted.map(|(count, one, many)| plural(count, one, many)).collect();
    parts.extend(summary.others.iter().cloned());
    format!("À rendre\u{a0}: {}. Rien d’autre de cette machine n’y entre.", parts.join(", "))
}

pub fn exercises_not_passed(numbers: &[String]) -> String {
    match numbers {
        [one] => format!("exercice {one}\u{a0}: pas encore réussi, à sa dernière vérification"),
        _ => format!(
            "exercices {}\u{a0}: pas encore réussis, à leur dernière vérification",
            numbers.join(", ")
        ),
    }
}

pub fn answers_left(title: &str, left: &[String]) -> String {
    format!("{title}\u{a0}: il reste {}", left.join(", "))
}

pub fn no_trace(title: &str, trace: &str) -> String {
    format!("{title}\u{a0}: pas de trace {trace}")
}

pub fn sheets_not_begun(names: &[String]) -> String {
    format!(
        "feuilles pas commencées\u{a0}: {} (rien à faire si on ne vous les a pas demandées)",
        names.join(", ")
    )
}

pub fn name_question(by_seat: Option<&str>) -> String {
    let default = by_seat.map(|seat| format!(" (Entrée\u{a0}: {seat})")).unwrap_or_default();
    format!("Votre nom, identifiant ou binôme, comme le professeur l’attend{default}\u{a0}:")
}

pub fn bad_name(name: &str) -> String {
    format!(
        "«\u{a0}{name}\u{a0}» ne peut pas nommer un fichier\u{a0}: il faut au moins une lettre ou un chiffre"
    )
}

pub fn submitted(place: &str, files: usize, replaces: bool) -> String {
    let replaces = if replaces { " Il remplace le précédent." } else { "" };
    format!(
        "✔ {place} est prêt\u{a0}: {}.{replaces} Remettez ce fichier au professeur, comme il l’a demandé.",
        plural(files, "fichier", "fichiers")
    )
}

pub fn saved(place: &Path, files: usize) -> String {
    let back = cli::command_line("atelier", &format!("reprendre \"{}\"", place.display()));
    format!(
        "✔ {} dans {}, relus après l’écriture. Pour les reprendre, ici ou sur un autre poste\u{a0}:\n  {back}",
        plural(files, "fichier copié", "fichiers copiés"),
        place.display()
    )
}

pub fn no_such_folder(folder: &Path) -> String {
    format!(
        "il n’y a pas de dossier {}\u{a0}: branchez la clé, ou créez le dossier, puis recommencez",
        folder.display()
    )
}

pub fn no_copy_in(folder: &Path) -> String {
    format!(
        "pas de copie atelier-….zip dans {}\u{a0}: donnez le fichier lui-même, ou le dossier où vous aviez sauvé",
        folder.display()
    )
}

pub fn not_read_back(reason: &str) -> String {
    format!(
        "la copie vient d’être écrite et ne se relit pas\u{a0}: essayez une autre clé ou un autre dossier ({reason})"
    )
}

pub fn broken(place: &str, reason: &str) -> String {
    format!("l’archive {place} n’est pas reprise\u{a0}: {reason}. Rien n’a été changé.")
}

pub fn leads_elsewhere(name: &str) -> String {
    format!("un fichier voudrait s’écrire hors du kit («\u{a0}{}\u{a0}»)", name.escape_debug())
}

pub fn changed(name: &str) -> String {
    format!("{name} est absent, abîmé ou modifié depuis")
}

pub fn taken_back(place: &Path, date: &str, seat: Option<&str>) -> String {
    let day = date.get(..16).unwrap_or(date).replace('T', " à ");
    let seat = seat.map(|seat| format!(", poste {seat}")).unwrap_or_default();
    format!("Copie du {day}{seat}\u{a0}: {}", place.display())
}

pub fn came_back(count: usize, same: usize) -> String {
    let same = if same > 0 {
        format!(" ({} déjà ici)", plural(same, "autre était", "autres étaient"))
    } else {
        String::new()
    };
    format!("✔ {}{same}\u{a0}:", plural(count, "fichier repris", "fichiers repris"))
}

pub fn all_the_same(count: usize) -> String {
    format!("Tout était déjà ici\u{a0}: {}.", plural(count, "fichier identique", "fichiers identiques"))
}

pub fn kept_before(place: &str) -> String {
    format!("Ce qu’ils remplacent est gardé dans {place}.")
}

pub fn not_a_plain_file(name: &str) -> String {
    format!(
        "Laissé de côté\u{a0}: {name} est un lien, et non un fichier ordinaire. Copiez le fichier lui-même à cette place."
    )
}

pub fn unreadable(name: &str, error: &io::Error) -> String {
    format!("Laissé de côté\u{a0}: {name} ne se lit pas ({}).", cli::describe(error))
}

pub fn too_large(name: &str, most: u64) -> String {
    format!("Laissé de côté\u{a0}: {name} dépasse {} Kio.", most >> 10)
}

pub fn no_more_room(name: &str, most: u64) -> String {
    format!("Laissé de côté\u{a0}: {name}\u{202f}; le tout dépasserait {} Mio.", most >> 20)
}

pub fn too_many(name: &str, most: usize) -> String {
    format!("Laissé de côté\u{a0}: {name}\u{a0}; il y a plus de {most} fichiers.")
}
