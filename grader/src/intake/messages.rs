//! What is said of submissions, in French.

use std::io;

use zip::result::ZipError;

use super::{Entry, Refused};
use crate::messages::{counted, plural, points, printable};
use crate::model::Pupil;

pub const EMPTY_FILE: &str = "le fichier est vide (0 octet)";
pub const LOCKED_ARCHIVE: &str =
    "archive protégée par un mot de passe\u{a0}: demandez-la de nouveau, sans mot de passe";
pub const UNSUPPORTED_ARCHIVE: &str =
    "ce type d’archive n’est pas ouvert ici\u{a0}: demandez un .zip ou un .tar.gz";
pub const CHANGED_MEANWHILE: &str = "le fichier a changé pendant la lecture";
pub const EMPTY_SUBMISSION: &str = "Le rendu est vide\u{a0}: aucun fichier.";

pub fn broken_archive(reason: &str) -> String {
    format!("archive illisible\u{a0}: {reason}")
}

pub fn zip_error(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => archive_io(error),
        ZipError::InvalidArchive(_) => {
            "ce n’est pas un fichier .zip entier (envoi interrompu\u{202f}?)".to_owned()
        }
        ZipError::UnsupportedArchive(_) => "cette sorte de .zip n’est pas connue ici".to_owned(),
        _ => "le contenu n’est pas celui qu’elle annonce".to_owned(),
    }
}

pub fn archive_io(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "la fin manque (envoi interrompu\u{202f}?)".to_owned(),
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied => cli::describe(error),
        _ => "le contenu est abîmé, ou n’est pas celui que son nom annonce".to_owned(),
    }
}

pub fn archive_too_large(most: u64) -> String {
    format!(
        "archive trop grosse\u{a0}: plus de {} Mio. Un rendu sans dossier target tient en quelques Kio",
        most >> 20
    )
}

pub fn archive_unpacks_too_large(most: u64) -> String {
    format!("archive refusée\u{a0}: son contenu dépasse {} Mio une fois ouvert", most >> 20)
}

pub fn too_many_members(most: usize) -> String {
    format!("archive refusée\u{a0}: elle est faite de plus de {most} morceaux mis bout à bout")
}

pub fn too_many_entries(most: usize) -> String {
    format!(
        "rendu refusé\u{a0}: plus de {most} fichiers. Un rendu sans dossier target en compte quelques-uns"
    )
}

pub fn too_many_sources(most: usize) -> String {
    format!(
        "rendu refusé\u{a0}: plus de {most} fichiers .rs d’exercices. Un rendu en compte un ou quelques-uns par exercice"
    )
}

pub fn too_many_archives(name: &str, most: usize) -> String {
    format!(
        "«\u{a0}{}\u{a0}» n’a pas été ouvert\u{a0}: un rendu contient au plus {most} archives.",
        printable(name)
    )
}

pub fn inner_archive(name: &str, reason: &str) -> String {
    format!("{}\u{a0}: {reason}.", printable(name))
}

pub fn refused_path(shown: &str, refused: Refused) -> String {
    let why = match refused {
        Refused::Outside => "son chemin sort du rendu",
        Refused::TooLong => "son chemin est trop long",
        Refused::Odd => "son nom contient des caractères inattendus",
    };
    format!("«\u{a0}{shown}\u{a0}» n’a pas été lu\u{a0}: {why}.")
}

pub fn refused_entry(shown: &str, entry: Entry) -> String {
    let why = match entry {
        Entry::Symlink => "c’est un lien vers autre chose",
        Entry::HardLink => {
            "c’est un lien vers un autre fichier\u{202f}; une copie du dossier (cp -r) en ferait un vrai fichier"
        }
        Entry::Special | Entry::Folder | Entry::File { .. } => "ce n’est pas un fichier ordinaire",
    };
    format!("«\u{a0}{shown}\u{a0}» n’a pas été lu\u{a0}: {why}.")
}

pub fn file_too_large(shown: &str, most: u64) -> String {
    format!("«\u{a0}{shown}\u{a0}» n’a pas été lu\u{a0}: plus de {} Kio.", most >> 10)
}

pub fn too_many_papers(shown: &str, most: usize) -> String {
    format!(
        "«\u{a0}{shown}\u{a0}» n’a pas été lu\u{a0}: un rendu contient au plus {most} feuilles de réponses."
    )
}

pub fn too_many_traces(shown: &str, most: usize) -> String {
    format!("«\u{a0}{shown}\u{a0}» n’a pas été lu\u{a0}: un rendu contient au plus {most} traces.")
}

pub fn account_to_read(shown: &str) -> String {
    format!(
        "«\u{a0}{shown}\u{a0}» est à lire à part\u{a0}: seul un compte-rendu écrit en texte, compte-rendu.md, est repris dans le rapport."
    )
}

pub fn exercise_too_large(shown: &str, most: u64) -> String {
    format!("«\u{a0}{shown}\u{a0}» n’a pas été lu\u{a0}: l’exercice dépasse {} Kio.", most >> 10)
}

pub fn same_place(left: &str, kept: &str) -> String {
    format!("«\u{a0}{left}\u{a0}» n’a pas été lu\u{a0}: «\u{a0}{kept}\u{a0}» tient sa place.")
}

pub fn unreadable_entry(shown: &str, error: &io::Error) -> String {
    format!("«\u{a0}{}\u{a0}» n’a pas pu être lu\u{a0}: {}.", printable(shown), cli::describe(error))
}

pub fn more_remarks(count: usize) -> String {
    format!("… et {count} remarques du même genre.")
}

pub fn left_aside(count: usize, first: &[String]) -> String {
    let more = if count > first.len() { ", …" } else { "" };
    format!(
        "{} laissé{} de côté, car ni code d’un exercice (les .rs de son dossier src), ni réponses, ni compte-rendu, ni trace\u{a0}: {}{more}",
        counted(count, "fichier"),
        plural(count),
        first.join(", ")
    )
}

pub fn link_left(label: &str) -> String {
    format!(
        "«\u{a0}{label}\u{a0}» est un lien\u{a0}: il n’a pas été suivi. Mettez le dossier ou l’archive à sa place."
    )
}

pub fn file_left(label: &str) -> String {
    format!("«\u{a0}{label}\u{a0}» n’est ni un dossier ni une archive (.zip, .tar.gz)\u{a0}: laissé de côté.")
}

pub fn nobodys(label: &str) -> String {
    format!(
        "«\u{a0}{}\u{a0}» n’a pas été noté\u{a0}: son nom ne désigne personne de la classe, ou plusieurs personnes. Renommez-le avec \
         l’identifiant de l’élève.",
        printable(label)
    )
}

/// `counts` and `left` are what one pupil would have with each work.
pub fn several_works(counts: &Pupil, left: &[Pupil]) -> String {
    let work = |pupil: &Pupil| {
        let label = pupil.submission.as_ref().map_or("", |submission| submission.label.as_str());
        let points = match pupil.mark.value {
            Some(_) => points(pupil.mark.points),
            None => "rien à noter".to_owned(),
        };
        format!("«\u{a0}{}\u{a0}» ({points})", printable(label))
    };
    let others: Vec<String> = left.iter().map(work).collect();
    format!(
        "{} a {} rendus\u{a0}: le plus avantageux compte, {}, et non {}. Si ce n’est pas le bon, retirez-le du dossier, puis \
         relancez.",
        printable(&counts.name),
        left.len() + 1,
        work(counts),
        others.join(", ni ")
    )
}
