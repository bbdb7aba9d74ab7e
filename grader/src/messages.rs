//! The crate's sentences for people, in French.

pub mod doctor;
pub mod export;
pub mod live;
pub mod merge;
pub mod pack;
pub mod pseudonyms;
pub mod purge;
pub mod serve;
pub mod shard;

use std::fmt::Write;
use std::ops::RangeInclusive;
use std::path::Path;

use course::{Course, Exercise};
use mqtt_trace::visible::Visible;
use runner::Limits;

use crate::model::{ClassResult, Difference, HiddenGroup, Outcome, Presence, Pupil};
use crate::scheme::SchemeLine;

// ---- The teacher's files ----

pub fn wrong_line(path: &Path, line: usize, problem: &str) -> String {
    format!("{}, ligne {line}\u{a0}: {problem}", path.display())
}

pub fn toml_syntax(message: &str) -> String {
    format!(
        "cette ligne n’est pas du TOML correct ({message}). Vérifiez guillemets, crochets et signes «\u{a0}=\u{a0}»."
    )
}

pub fn expected_text(key: &str) -> String {
    format!("«\u{a0}{key}\u{a0}» attend un texte entre guillemets, et qui ne soit pas vide.")
}

pub fn expected_number(key: &str, range: &RangeInclusive<f64>) -> String {
    format!(
        "«\u{a0}{key}\u{a0}» attend un nombre de {} à {}, avec un point pour les décimales.",
        number(*range.start()),
        number(*range.end())
    )
}

pub fn expected_list(key: &str) -> String {
    format!("«\u{a0}{key}\u{a0}» attend une liste entre crochets\u{a0}: {key} = [\"a\", \"b\"].")
}

pub fn expected_section(key: &str) -> String {
    format!("«\u{a0}{key}\u{a0}» attend une section\u{a0}: une ligne [{key}], puis ses valeurs.")
}

pub fn expected_sections(key: &str) -> String {
    format!("«\u{a0}{key}\u{a0}» attend des sections répétées\u{a0}: une ligne [[{key}]] devant chacune.")
}

pub fn missing_key(key: &str) -> String {
    format!("il manque «\u{a0}{key}\u{a0}» dans cette section.")
}

pub fn unknown_key(key: &str, known: &[&str]) -> String {
    format!("«\u{a0}{key}\u{a0}» n’existe pas ici. Possibles\u{a0}: {}.", known.join(", "))
}

pub const NO_LINE: &str = "le barème n’a aucune ligne. Ajoutez au moins une section [[lignes]].";
pub const GROUPS_WITHOUT_EXERCISE: &str = "«\u{a0}groupes\u{a0}» n’a de sens qu’avec «\u{a0}exercice\u{a0}»\u{a0}: seuls les tests cachés ont des groupes.";

pub fn wrong_line_id(id: &str) -> String {
    format!(
        "«\u{a0}{id}\u{a0}» ne peut pas nommer une ligne\u{a0}: des minuscules sans accent, des chiffres et des tirets."
    )
}

pub fn duplicate_line(id: &str) -> String {
    format!("la ligne «\u{a0}{id}\u{a0}» est déjà dans le barème\u{a0}: donnez-lui un autre nom.")
}

pub fn unknown_line(id: &str, lines: &[SchemeLine]) -> String {
    let known: Vec<&str> = lines.iter().map(|line| line.id.as_str()).collect();
    format!("le barème n’a pas de ligne «\u{a0}{id}\u{a0}». Possibles\u{a0}: {}.", known.join(", "))
}

pub fn reason_without_points(line: &str) -> String {
    format!(
        "il y a une raison pour «\u{a0}{line}\u{a0}», mais pas de points\u{a0}: ajoutez points.{line}, ou employez commentaires.{line}."
    )
}

pub fn unknown_criterion(criterion: &str) -> String {
    let known: Vec<&str> = crate::model::Criterion::ALL.iter().map(|criterion| criterion.key()).collect();
    format!("«\u{a0}{criterion}\u{a0}» n’est pas un critère. Possibles\u{a0}: {}.", known.join(", "))
}

pub fn unknown_exercise(name: &str, course: &Course) -> String {
    let known: Vec<String> = course.exercises().iter().map(Exercise::id).collect();
    format!("le kit n’a pas d’exercice «\u{a0}{name}\u{a0}». Possibles\u{a0}: {}.", known.join(", "))
}

pub fn unknown_pupil(id: &str) -> String {
    format!("personne n’a l’identifiant «\u{a0}{id}\u{a0}» dans la classe.")
}

pub fn too_many_points(line: &SchemeLine) -> String {
    format!("«\u{a0}{}\u{a0}» vaut {} au plus.", line.id, points(line.out_of))
}

pub fn exercise_line(exercise: &Exercise) -> String {
    format!("Exercice {:02} – {}", exercise.number, exercise.title)
}

// ---- Words and numbers ----

/// Text from a student, safe in a terminal and not longer than a line.
pub fn printable(text: &str) -> String {
    let cut: String = text.chars().take(120).collect();
    format!("{}{}", Visible(&cut), if cut.len() < text.len() { "…" } else { "" })
}

/// A number as it is written in French: `14,5`.
pub fn number(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0).replace('.', ",")
}

/// `1 point`, `2,5 points`.
pub fn points(value: f64) -> String {
    format!("{} point{}", number(value), if value.abs() < 2.0 { "" } else { "s" })
}

/// `1 fichier`, `2 fichiers`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", plural(count))
}

pub fn plural(count: usize) -> &'static str {
    if count < 2 { "" } else { "s" }
}

// ---- Marks ----

pub const BY_HAND: &str = "Points donnés par l’enseignant.";
pub const TO_MARK: &str = "À noter par l’enseignant.";
pub const EXERCISE_NOT_HANDED_IN: &str = "Exercice non rendu\u{a0}: aucun fichier .rs de son dossier src.";
pub const UNTOUCHED: &str = "Rendu tel que le kit le donne\u{a0}: rien n’a encore été écrit.";
pub const REFUSED: &str =
    "Le code emploie «\u{a0}unsafe\u{a0}», qui est refusé\u{a0}: il n’a pas été exécuté.";
pub const DOES_NOT_COMPILE: &str = "Le code ne compile pas\u{a0}: rien n’a pu être exécuté.";
pub const COMPILES_IN_PART: &str =
    "Une fonction manque, ou n’a pas la forme attendue\u{a0}: chaque groupe de cas a été essayé à part.";
pub const ADJUSTMENT: &str = "Ajustement de l’enseignant";

pub fn to_retry(reason: &str) -> String {
    format!(
        "La correction de cet exercice a échoué, et ce n’est pas la faute de l’élève\u{a0}: relancez la commande. {reason}"
    )
}

pub fn by_hand_instead(automatic: Option<f64>) -> String {
    match automatic {
        Some(automatic) => {
            format!("Points donnés par l’enseignant, au lieu de {} par les tests.", number(automatic))
        }
        None => BY_HAND.to_owned(),
    }
}

pub fn groups_passed(passed: usize, all: usize) -> String {
    let verb = if passed < 2 { "réussi" } else { "réussis" };
    format!("{} de cas cachés {verb} sur {all}.", counted(passed, "groupe"))
}

pub fn group_missed(group: &HiddenGroup) -> String {
    let how = match group.outcome {
        Outcome::Pass | Outcome::Fail => "un résultat n’est pas celui attendu",
        Outcome::Panic => "le programme s’arrête (panic)",
        Outcome::Timeout => "trop long, sans doute une boucle sans fin",
        Outcome::Memory => "trop de mémoire demandée",
        Outcome::OutputLimit => "trop de texte affiché",
        Outcome::NotRun => "ne compile pas avec le code rendu",
    };
    format!("Manqué\u{a0}: «\u{a0}{}\u{a0}» – {how}.", group.name)
}

pub fn late(days: f64) -> String {
    format!("Retard\u{a0}: {} jour{}", number(days), if days < 2.0 { "" } else { "s" })
}

pub fn hints(count: f64) -> String {
    format!("Indices demandés\u{a0}: {}", number(count))
}

pub const CSV_COLUMNS: [&str; 6] = ["id", "nom", "groupe", "note", "avant arrondi", "état"];

/// Where a pupil's mark stands, in a few words.
pub fn standing(pupil: &Pupil) -> String {
    let standing = match pupil.presence {
        _ if pupil.mark.imposed => "note imposée",
        Presence::Absent => "absent",
        Presence::Exempted => "dispensé",
        Presence::NotHandedIn => "non rendu",
        Presence::Unreadable => "illisible, à redemander",
        Presence::HandedIn if pupil.mark.value.is_none() => "à noter",
        Presence::HandedIn if pupil.mark.indicative && pupil.mark.provisional => "provisoire, indicative",
        Presence::HandedIn if pupil.mark.indicative => "indicative",
        Presence::HandedIn if pupil.mark.provisional => "provisoire",
        Presence::HandedIn => "notée",
    };
    standing.to_owned()
}

pub fn difference(difference: &Difference) -> String {
    let got = if difference.got.is_empty() { "rien" } else { &difference.got };
    format!("{}\u{a0}: attendu {}, obtenu {got}", difference.input, difference.expected)
}

// ---- The command ----

pub const ABOUT: &str =
    "Note un dossier de rendus\u{a0}: un rapport par élève, une page de classe, des exports";
pub const AFTER_HELP: &str = "\
Chaque sous-dossier ou archive (.zip, .tar.gz) de DOSSIER est un rendu. À côté des rendus, tout est facultatif\u{a0}:
  classe.csv             la liste de la classe (id, nom, prénom, groupe, binôme, statut, aménagements)
  bareme.toml            le barème
  notes-manuelles.toml   les points que donne l’enseignant
  td                     les sujets de TD tirés pour la classe, tels que la commande td les a écrits
Le mode d’emploi complet est dans grader/README.md.

Codes de sortie\u{a0}: 0, tout est noté ou à noter à la main\u{202f}; 2, un exercice n’a pas pu être corrigé, relancez\u{202f};
1, la commande n’a pas pu faire son travail.";
pub const HELP_FOLDER: &str = "Le dossier des rendus";
pub const HELP_OUTPUT: &str = "Où écrire les rapports [par défaut\u{a0}: DOSSIER/rapports]";
pub const HELP_SCHEME: &str = "Le barème, ou l’un de ceux du kit\u{a0}: code, reseau, qualification [par défaut\u{a0}: DOSSIER/bareme.toml, sinon code]";
pub const HELP_CLASS: &str = "La liste de la classe [par défaut\u{a0}: DOSSIER/classe.csv]";
pub const HELP_MANUAL: &str = "Les points de l’enseignant [par défaut\u{a0}: DOSSIER/notes-manuelles.toml]";
pub const HELP_DRAWS: &str =
    "Le dossier des sujets de TD, rempli par la commande td [par défaut\u{a0}: DOSSIER/td, s’il existe]";
pub const HELP_REFERENCE: &str = "Le relevé du broker du professeur (logdump --record devant lui, ou son journal)\u{a0}: dit quelles traces s’y retrouvent";
pub const HELP_ARCHIVES: &str = "Un dossier de rendus d’années passées\u{a0}: dit quel code leur ressemble (à regarder, sans effet sur la note)";
pub const HELP_ANSWERS: &str = "Montrer dans les rapports les bonnes réponses et leur explication";
pub const HELP_TEMPLATES: &str =
    "Vos propres modèles de pages, à la place de ceux du kit qui ont le même nom";
pub const HELP_TITLE: &str = "Le titre des rapports [par défaut\u{a0}: le nom du dossier]";
pub const HELP_JOBS: &str = "Combien de rendus corriger à la fois [par défaut\u{a0}: un par cœur]";
pub const HELP_UNSANDBOXED: &str =
    "Exécuter le code des élèves sans protection\u{a0}: les notes sont alors «\u{a0}indicatives\u{a0}»";

pub const PROGRESS: &str = "{bar:30} {pos}/{len} rendus  {msg}";
pub const PREPARING: &str = "{spinner} Préparation du kit (plus long la première fois)… {elapsed}";
pub const SHIPPED_SCHEME: &str = "barème du kit";
pub const NO_SEED: &str = "le secret de la classe (.grader/graine, à côté des rendus ou des rapports) ne peut être ni lu ni créé\u{a0}: vérifiez à qui est ce fichier";
pub const NO_CODE_RUN: &str = "Aucun code d’élève n’a été exécuté.";

pub fn no_folder(folder: &Path) -> String {
    format!("le dossier des rendus «\u{a0}{}\u{a0}» ne peut pas être lu", folder.display())
}

pub fn not_a_folder(path: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» n’est pas un dossier\u{a0}: donnez le dossier qui contient les rendus, un sous-dossier ou une archive par rendu",
        path.display()
    )
}

pub fn no_submission(folder: &Path) -> String {
    format!(
        "Aucun rendu dans «\u{a0}{}\u{a0}»\u{a0}: mettez-y un sous-dossier ou une archive (.zip, .tar.gz) par rendu.",
        folder.display()
    )
}

pub fn no_output(folder: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» ne peut pas être écrit\u{a0}: choisissez un autre dossier avec --sortie",
        folder.display()
    )
}

/// The kit cannot be written, and what it takes to compile it is kept in the user's own folder.
pub fn kept_elsewhere(kit: &Path, folder: &Path) -> String {
    format!(
        "Le dossier du kit ({}) est protégé en écriture\u{a0}: sa préparation est gardée dans {}.",
        kit.display(),
        folder.display()
    )
}

pub fn no_workplace(kit: &Path) -> String {
    format!(
        "ni le dossier «\u{a0}target\u{a0}» du kit ({}) ni votre dossier de cache ne peuvent être écrits\u{a0}: donnez à XDG_CACHE_HOME un dossier \
         où vous pouvez écrire",
        kit.display()
    )
}

pub fn unreadable_file(path: &Path) -> String {
    format!("«\u{a0}{}\u{a0}» ne peut pas être lu", path.display())
}

pub fn not_utf8(path: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» n’est pas du texte UTF-8\u{a0}: enregistrez-le de nouveau avec cet encodage",
        path.display()
    )
}

pub fn no_hidden_group(line: &str, exercise: &str) -> String {
    format!(
        "barème, ligne «\u{a0}{line}\u{a0}»\u{a0}: l’exercice {exercise} n’a pas de cas cachés. Retirez «\u{a0}exercice\u{a0}» de cette ligne pour la \
         noter à la main."
    )
}

pub fn unknown_group(line: &str, group: &str, known: &[&str]) -> String {
    format!(
        "barème, ligne «\u{a0}{line}\u{a0}»\u{a0}: pas de groupe «\u{a0}{group}\u{a0}». Possibles\u{a0}: {}.",
        known.join(", ")
    )
}

pub fn limits(limits: &Limits) -> String {
    format!(
        "Limites\u{a0}: {} s de calcul et {} Mio par test, {} s pour compiler, {} s en tout par exercice.",
        limits.run.cpu_seconds, limits.run.memory_mib, limits.compile.cpu_seconds, limits.unit_seconds
    )
}

/// What the command says at the end; `gone` old reports were removed.
pub fn summary(result: &ClassResult, page: &Path, gone: usize) -> String {
    let pupils = &result.pupils;
    let count = |wanted: &dyn Fn(&Pupil) -> bool| pupils.iter().filter(|pupil| wanted(pupil)).count();
    let mut text = format!(
        "{}\u{a0}: {}, barème «\u{a0}{}\u{a0}».\n",
        result.class.title,
        counted(pupils.len(), "élève"),
        result.class.scheme.title
    );
    let width = pupils.iter().map(|pupil| pupil.name.chars().count()).max().unwrap_or(0).min(30);
    for pupil in pupils {
        let mark = pupil.mark.value.map_or_else(|| "–".to_owned(), number);
        let _ = writeln!(text, "  {:<width$}  {mark:>5}  {}", printable(&pupil.name), standing(pupil));
    }
    for remark in &result.class.remarks {
        let _ = writeln!(text, "À voir\u{a0}: {remark}");
    }
    for (name, remarks) in pupils.iter().filter_map(|p| Some((&p.name, &p.submission.as_ref()?.remarks))) {
        for remark in remarks {
            let _ = writeln!(text, "À voir, {}\u{a0}: {remark}", printable(name));
        }
    }
    let flagged =
        count(&|pupil| pupil.lines.iter().filter_map(|l| l.exercise.as_ref()).any(|e| !e.flags.is_empty()));
    if flagged > 0 {
        let _ = writeln!(
            text,
            "À regarder dans le code de {}\u{a0}: voir les rapports.",
            counted(flagged, "élève")
        );
    }
    if count(&|pupil| pupil.mark.indicative) > 0 {
        text += "Le code a été exécuté sans bac à sable\u{a0}: les notes sont indicatives.\n";
    }
    if gone > 0 {
        let _ = writeln!(
            text,
            "{} de l’ancienne liste retiré{}\u{a0}: ces élèves n’y sont plus.",
            counted(gone, "rapport"),
            plural(gone)
        );
    }
    let _ = writeln!(text, "Rapports\u{a0}: {}", page.display());
    text
}

pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
