//! What `grader merge` says, in French.

use std::path::Path;

use super::{counted, export, printable};
use crate::merge::{Double, Missing, Survey};

pub const HELP: &str = "Réunit les parts notées par grader run en un seul dossier de résultats";
pub const HELP_FILES: &str = "Les fichiers des parts, toutes celles de la classe";
pub const HELP_OUTPUT: &str = "Le dossier à faire, qui n’existe pas encore ou qui est vide";
pub const HELP_PARTIAL: &str =
    "Accepter qu’il manque des élèves\u{a0}: les résultats disent lesquels, et les autres sont écrits";
pub const HELP_WITHOUT_PAGES: &str =
    "Ne faire ni page de classe ni rapports\u{a0}: seulement les tableaux, comme il suffit sur un serveur";

/// So many pupils are named, no more.
const NAMED: usize = 20;

pub const EMPTY: &str = "ce fichier est vide\u{a0}: relancez grader run pour cette part.";
pub const NOT_A_SHARE: &str =
    "ce n’est pas la première ligne d’une part\u{a0}: donnez les fichiers que grader run a écrits.";
pub const CUT: &str = "la ligne est coupée avant sa fin (copie interrompue\u{202f}?). Copiez de nouveau ce fichier, ou relancez sa part.";
pub const CHANGED: &str =
    "ce fichier a changé pendant que grader merge le lisait. Rien n’est écrit\u{a0}: relancez.";
pub const CUT_OTHERWISE: &str = "découpage de la classe";

pub const GRADER: &str = "version du correcteur";
pub const KIT: &str = "exercices et tests du kit";
pub const RUSTC: &str = "compilateur";
pub const SANDBOX: &str = "protection de la machine";
pub const SEED: &str = "secret du tirage";
pub const SCHEME: &str = "barème";
pub const CLASS: &str = "liste de la classe";
pub const MARKS: &str = "points de l’enseignant";
pub const SUBMISSIONS: &str = "liste des rendus";

pub fn other_format(theirs: u32, ours: u32) -> String {
    format!(
        "format {theirs}, et ce correcteur lit le format {ours}\u{a0}: notez et réunissez toutes les parts avec la même version du kit."
    )
}

pub fn damaged(error: &serde_json::Error) -> String {
    format!(
        "ce n’est pas le résultat d’un élève (colonne {}). Le fichier est abîmé ou a été modifié\u{a0}: relancez sa part.",
        error.column()
    )
}

pub fn too_long(most: u64) -> String {
    format!("plus de {} Mio sur une ligne\u{a0}: ce fichier est abîmé, ou n’est pas une part.", most >> 20)
}

pub fn stranger(id: &str) -> String {
    format!(
        "«\u{a0}{}\u{a0}» n’est pas à cette place dans la classe que la première ligne annonce. Le fichier a été modifié\u{a0}: relancez \
         sa part.",
        printable(id)
    )
}

/// Two shares that do not go together: each with its file and what it has.
pub fn mixed(what: &str, ours: (&Path, &str), theirs: (&Path, &str)) -> String {
    let shown = |value: &str| if value.is_empty() { "rien".to_owned() } else { printable(value) };
    format!(
        "ces parts ne vont pas ensemble\u{a0}: {what}.\n  {}\u{a0}: {}\n  {}\u{a0}: {}\nNotez toutes les parts d’une classe avec les mêmes \
         fichiers et les mêmes outils. Rien n’a été écrit",
        ours.0.display(),
        shown(ours.1),
        theirs.0.display(),
        shown(theirs.1)
    )
}

pub fn other_class(ours: &Path, theirs: &Path) -> String {
    format!(
        "{} et {} ne disent pas la même chose de la classe entière (titre, rendus, comparaisons)\u{a0}: notez toutes les parts avec les \
         mêmes options, sur les mêmes rendus. Rien n’a été écrit",
        ours.display(),
        theirs.display()
    )
}

pub fn doubles(doubles: &[Double]) -> String {
    let mut text = format!(
        "{} deux fois\u{a0}: ne donnez chaque part qu’une fois. Rien n’a été écrit",
        counted(doubles.len(), "élève")
    );
    for double in doubles.iter().take(NAMED) {
        let [first, second] = &double.at;
        text += &format!(
            "\n  {}\u{a0}: {}, ligne {}, et {}, ligne {}",
            printable(&double.id),
            first.0.display(),
            first.1,
            second.0.display(),
            second.1
        );
    }
    text + &more(doubles.len())
}

/// Whose result is missing, by share.
pub fn missing(missing: &[Missing]) -> String {
    let count: usize = missing.iter().map(|share| share.pupils.len()).sum();
    let mut text = format!("il manque {}", counted(count, "élève"));
    for share in missing {
        let file = match &share.file {
            Some(path) => format!("dans {}", path.display()),
            None => "aucun fichier donné".to_owned(),
        };
        let names: Vec<String> = share.pupils.iter().take(NAMED).map(|id| printable(id)).collect();
        text += &format!("\n  part {} ({file})\u{a0}: {}", share.shard, names.join(", "));
        text += &more(share.pupils.len());
    }
    text
}

fn more(count: usize) -> String {
    match count.checked_sub(NAMED) {
        None | Some(0) => String::new(),
        Some(more) => format!("… et {}", counted(more, "autre")),
    }
}

pub fn refused(missing: &str) -> String {
    format!(
        "{missing}\nDonnez toutes les parts, ou acceptez des résultats incomplets avec --partiel. Rien n’a été écrit"
    )
}

pub fn partial(missing: &str) -> String {
    format!("Résultats incomplets\u{a0}: {}.", missing.replace("\n  ", "\u{202f}; "))
}

pub fn not_free(folder: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» existe et n’est pas un dossier vide\u{a0}: donnez un nouveau dossier à --sortie, ou supprimez celui-ci",
        folder.display()
    )
}

pub fn summary(
    survey: &Survey,
    folder: &Path,
    page: Option<&Path>,
    with_pages: bool,
    largest: usize,
) -> String {
    let mut text = format!("{}\u{a0}: {}\n", survey.class.title, export::counts(survey.counts));
    for remark in &survey.class.remarks {
        text += &format!("À voir\u{a0}: {remark}\n");
    }
    if survey.retry {
        text +=
            "La machine a fait défaut pour certains exercices (à relancer)\u{a0}: relancez leurs parts.\n";
    }
    match page {
        Some(page) => text += &format!("Rapports\u{a0}: {}\n", page.display()),
        None if with_pages => {
            text += &format!(
                "Rapports\u{a0}: {} (sans page de classe, qui ne se lit pas au-delà de {largest} élèves)\n",
                folder.join("eleves").display()
            );
        }
        None => text += &format!("Résultats\u{a0}: {}\n", folder.display()),
    }
    text
}
