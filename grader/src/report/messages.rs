//! The reports' sentences, in French. What does not change from one pupil to the next stands in the templates.

use std::path::Path;

use minijinja::ErrorKind;

use crate::model::{Criterion, ExerciseStatus, Level, Outcome, Presence};

pub const FULL: &str = "complet";
pub const PART: &str = "en partie";
pub const NOTHING: &str = "aucun point";
pub const TO_MARK: &str = "à noter";
pub const TO_RETRY: &str = "à relancer";
pub const NOT_APPLICABLE: &str = "sans objet";

pub const PROVISIONAL: &str = "provisoire";
pub const PROVISIONAL_REASON: &str = "Note provisoire\u{a0}: elle ne compte que les lignes déjà notées.";
pub const INDICATIVE: &str = "indicative";
pub const INDICATIVE_REASON: &str =
    "Note indicative\u{a0}: le code a été exécuté sans bac à sable, et rien ne garantit ses résultats.";
pub const IMPOSED: &str = "Note décidée par l’enseignant\u{a0}: elle ne vient pas de la somme des lignes.";
pub const SUM: &str = "Somme des lignes notées";
pub const BEFORE_ROUNDING: &str = "Avant arrondi";

pub fn presence(presence: Presence) -> Option<&'static str> {
    match presence {
        Presence::HandedIn => None,
        Presence::NotHandedIn => Some(
            "Aucun travail n’a été reçu\u{a0}: il n’y a donc pas de note, et ce n’est pas un zéro. Si vous avez rendu quelque chose, \
             dites-le à votre enseignant\u{a0}: le fichier porte peut-être un autre nom.",
        ),
        Presence::Absent => Some(
            "Absence signalée\u{a0}: il n’y a pas de note, et ce n’est pas un zéro. Voyez avec votre enseignant comment rattraper \
             ce TP.",
        ),
        Presence::Exempted => Some("Dispense signalée\u{a0}: il n’y a pas de note pour ce TP."),
        Presence::Unreadable => Some(
            "Le travail a bien été reçu, mais il n’a pas pu être lu\u{a0}: il n’y a pas encore de note. La raison est donnée plus \
             bas\u{202f}; rendez-le à nouveau, par exemple dans une archive .zip neuve.",
        ),
    }
}

pub fn presence_in_brief(presence: Presence) -> &'static str {
    match presence {
        Presence::HandedIn => "rendu",
        Presence::NotHandedIn => "non rendu",
        Presence::Absent => "absence",
        Presence::Exempted => "dispense",
        Presence::Unreadable => "illisible",
    }
}

pub fn still_to_mark(lines: &[String]) -> String {
    format!("Encore à noter par l’enseignant\u{a0}: {}.", enumerate(lines))
}

pub fn still_to_retry(lines: &[String]) -> String {
    format!(
        "La notation a échoué pour une raison qui ne vient pas de votre travail, et sera relancée\u{a0}: {}.",
        enumerate(lines)
    )
}

pub fn rescaled(out_of: &str) -> String {
    format!("Ramenée sur {out_of}")
}

/// The last step of the sum; `step` is what marks are rounded to.
pub fn mark(step: f64) -> String {
    let rounding = match step {
        s if s <= 0.0 => return "Note".to_owned(),
        0.5 => "au demi-point".to_owned(),
        0.25 => "au quart de point".to_owned(),
        1.0 => "au point".to_owned(),
        s => format!("à {} point près", super::numbers::decimal(s)),
    };
    format!("Note, arrondie {rounding}")
}

pub fn criterion(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Identify => "Identifier",
        Criterion::Manipulate => "Manipuler",
        Criterion::Apply => "Appliquer",
        Criterion::Report => "Rendre compte",
    }
}

pub fn criterion_explained(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Identify => "reconnaître et expliquer les échanges MQTT",
        Criterion::Manipulate => "utiliser le protocole et observer l’effet de ses paramètres",
        Criterion::Apply => "comprendre des usages réels de MQTT et leur sécurité",
        Criterion::Report => "remettre un compte-rendu des TP",
    }
}

pub fn level(level: Level) -> &'static str {
    match level {
        Level::NotAssessed => "Pas encore évalué",
        Level::Insufficient => "Maîtrise insuffisante",
        Level::Fragile => "Maîtrise fragile",
        Level::Satisfactory => "Maîtrise satisfaisante",
        Level::VeryGood => "Très bonne maîtrise",
    }
}

pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "réussi",
        Outcome::Fail => "manqué\u{a0}: résultat différent",
        Outcome::Panic => "manqué\u{a0}: le programme s’arrête net",
        Outcome::Timeout => "manqué\u{a0}: trop long",
        Outcome::Memory => "manqué\u{a0}: trop de mémoire",
        Outcome::OutputLimit => "manqué\u{a0}: trop d’affichage",
        Outcome::NotRun => "pas exécuté",
    }
}

/// Stands before a failing test's own words.
pub fn outcome_sentence(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass | Outcome::NotRun => "",
        Outcome::Fail => "Le test a obtenu autre chose que ce qu’il attendait. Il dit\u{a0}:",
        Outcome::Panic => "Le programme s’est arrêté net (panic). Le test dit\u{a0}:",
        Outcome::Timeout => "Le test a été arrêté\u{a0}: le programme ne finissait pas.",
        Outcome::Memory => "Le test a été arrêté\u{a0}: le programme demandait trop de mémoire.",
        Outcome::OutputLimit => "Le test a été arrêté\u{a0}: le programme affichait sans fin.",
    }
}

pub fn status(status: ExerciseStatus) -> Option<&'static str> {
    match status {
        ExerciseStatus::Graded => None,
        ExerciseStatus::NotHandedIn => Some("Rien n’a été rendu pour cet exercice."),
        ExerciseStatus::Untouched => {
            Some("Le fichier rendu est celui de départ\u{a0}: rien n’y a encore été écrit.")
        }
        ExerciseStatus::CompileError => Some("Le code ne compile pas\u{a0}: aucun test n’a pu être exécuté."),
        ExerciseStatus::Refused => {
            Some("Le code n’a pas été exécuté, à cause de ce qui est relevé ci-dessous.")
        }
        ExerciseStatus::Infra => Some(
            "La notation a échoué pour une raison qui ne vient pas de votre travail. Elle sera relancée\u{a0}: rien n’est perdu.",
        ),
    }
}

pub fn compilation(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Timeout => "Le compilateur n’a pas fini dans le temps permis.",
        Outcome::Memory => "Le compilateur a demandé trop de mémoire.",
        Outcome::OutputLimit => "Le compilateur a écrit plus qu’il n’est permis.",
        _ => "Le compilateur dit\u{a0}:",
    }
}

/// The first error of rustc's text, in French, where it is one that newcomers meet.
pub fn compiler_error(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("error[")?;
    let (code, _) = rest.split_once(']')?;
    let (code, meaning) = COMPILER_ERRORS.iter().find(|(known, _)| *known == code)?;
    Some(format!("{code}\u{a0}: {meaning}"))
}

const COMPILER_ERRORS: [(&str, &str); 16] = [
    ("E0004", "un match ne prévoit pas tous les cas."),
    ("E0023", "un motif n’a pas le bon nombre de champs."),
    ("E0061", "une fonction est appelée avec trop ou trop peu d’arguments."),
    ("E0106", "il manque une durée de vie ('a) à une référence."),
    ("E0277", "ce type ne sait pas faire ce qui lui est demandé (souvent, des types de nombres mélangés)."),
    ("E0282", "le compilateur ne devine pas le type\u{a0}: écrivez-le après le nom de la variable."),
    ("E0308", "deux types diffèrent\u{a0}: la valeur écrite n’est pas du type attendu à cet endroit."),
    ("E0369", "cette opération n’existe pas pour ces types."),
    ("E0382", "la valeur a déjà été donnée ailleurs (déplacée)\u{a0}: empruntez-la avec & ou clonez-la."),
    ("E0384", "la variable change de valeur sans être déclarée avec mut."),
    ("E0412", "ce type est inconnu ici\u{a0}: faute de frappe, ou use manquant."),
    ("E0425", "ce nom est inconnu ici\u{a0}: faute de frappe, ou variable déclarée ailleurs."),
    ("E0433", "ce module ou ce type est inconnu\u{a0}: faute de frappe, ou use manquant."),
    ("E0502", "la valeur est modifiée alors qu’elle est déjà empruntée."),
    ("E0596", "la valeur est modifiée sans être déclarée avec mut."),
    ("E0599", "cette méthode n’existe pas pour ce type."),
];

pub fn tests_passed(passed: usize, all: usize) -> String {
    let plural = if passed > 1 { "s" } else { "" };
    format!("{passed} test{plural} visible{plural} réussi{plural} sur {all}")
}

pub fn excerpt(file: &str, line: usize) -> String {
    format!("Votre code, {file}, autour de la ligne {line}")
}

pub fn place(file: &str, line: Option<usize>) -> String {
    line.map_or(file.to_owned(), |line| format!("{file}, ligne {line}"))
}

pub fn and_more(count: usize) -> String {
    format!("et {count} de plus")
}

pub fn advice_compilation(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Fail => {
            "Le code ne compile pas encore. Lisez la première erreur seulement\u{a0}: la flèche --> donne le fichier et la ligne. \
             Corrigez-la, puis recommencez\u{202f}; les suivantes disparaissent souvent avec elle."
        }
        _ => "Le compilateur n’arrive pas au bout de ce code. Simplifiez la dernière chose ajoutée.",
    }
}

pub fn advice_status(status: ExerciseStatus) -> Option<&'static str> {
    match status {
        ExerciseStatus::NotHandedIn => Some(
            "Rien n’a été rendu. Lisez l’énoncé, puis lancez les tests\u{a0}: le premier est le plus court.",
        ),
        ExerciseStatus::Untouched => {
            Some("Le fichier est encore celui de départ. Écrivez la première étape, puis relancez les tests.")
        }
        ExerciseStatus::Refused => Some(
            "Retirez ce qui est relevé dans «\u{a0}À regarder\u{a0}»\u{a0}: l’exercice se résout sans cela.",
        ),
        ExerciseStatus::Graded | ExerciseStatus::CompileError | ExerciseStatus::Infra => None,
    }
}

/// What to do about the first visible test that does not pass; `message` is its own words.
pub fn advice_test(what: &str, outcome: Outcome, message: &str) -> String {
    let advice = match outcome {
        Outcome::Panic if message.contains("not yet implemented") => {
            "Cette étape reste à écrire\u{a0}: remplacez todo!(…) par votre code."
        }
        Outcome::Panic => {
            "Votre code s’arrête net\u{a0}: cherchez un indice trop grand, un unwrap() ou un calcul qui déborde."
        }
        Outcome::Timeout => {
            "Une boucle ne finit pas\u{a0}: à chaque tour, quelque chose doit la rapprocher de sa fin."
        }
        Outcome::Memory => "La mémoire se remplit\u{a0}: cherchez ce qui grandit à chaque tour d’une boucle.",
        Outcome::OutputLimit => "Le programme affiche sans fin\u{a0}: cherchez un println! dans une boucle.",
        Outcome::Fail | Outcome::Pass | Outcome::NotRun => {
            "Comparez ce qui est attendu et ce qui est obtenu\u{a0}: le premier écart montre où chercher."
        }
    };
    format!("Prochaine étape\u{a0}: «\u{a0}{what}\u{a0}». {advice}")
}

/// Every visible test passes, and the hidden group `name` does not.
pub fn advice_hidden(name: &str, case: Option<&str>) -> String {
    let case = case.map_or(
        "Essayez aux limites\u{a0}: rien, un seul élément, la plus petite et la plus grande valeur."
            .to_owned(),
        |case| format!("Refaites à la main le cas {case}."),
    );
    format!("Les tests visibles passent, mais pas tous les cas de «\u{a0}{name}\u{a0}». {case}")
}

pub fn sandbox(tier: &str, sandboxed: bool) -> String {
    if sandboxed {
        format!("Code exécuté dans un bac à sable ({tier}).")
    } else {
        "Code exécuté sans bac à sable\u{a0}: la note est indicative.".to_owned()
    }
}

pub fn kit(version: &str, digest: &str) -> String {
    format!("Atelier MQTT {version}, empreinte {digest}")
}

/// `2026-11-22 21:04` as a French date; what is not of that form stays as it is.
pub fn date(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let parts: Vec<&str> = text.split(['-', ' ', ':']).collect();
    let [year, month, day, hour, minute] = parts[..] else { return text.to_owned() };
    let month = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let (Some(month), Ok(day)) = (month, day.parse::<u8>()) else { return text.to_owned() };
    let day = if day == 1 { "1er".to_owned() } else { day.to_string() };
    format!("{day} {month} {year} à {hour}\u{a0}h\u{a0}{minute}")
}

/// `A, B et C`.
pub fn enumerate(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// The class's marks in figures.
pub struct Figures {
    pub count: usize,
    /// Of these, how many are provisional.
    pub provisional: usize,
    pub mean: String,
    pub median: String,
    pub lowest: String,
    pub highest: String,
}

pub fn figures(figures: &Figures) -> String {
    let Figures { count, provisional, mean, median, lowest, highest } = figures;
    if *count == 1 {
        return format!("Une seule note\u{a0}: {mean}.");
    }
    let provisional = match provisional {
        0 => String::new(),
        1 => ", dont une provisoire".to_owned(),
        many => format!(", dont {many} provisoires"),
    };
    format!("{count} notes{provisional}, de {lowest} à {highest}\u{202f}; moyenne {mean}, médiane {median}.")
}

/// A histogram in words: the bars that are not empty.
pub fn bars<'a>(bars: impl Iterator<Item = (&'a str, usize)>) -> String {
    let bars: Vec<String> = bars
        .filter(|(_, count)| *count > 0)
        .map(|(label, count)| format!("{label}\u{a0}: {count}"))
        .collect();
    format!("Nombre de notes par tranche\u{a0}: {}.", bars.join("\u{202f}; "))
}

pub const LINES_TO_RETRY: &str = "À relancer (la notation a échoué)";
pub const UNREADABLE: &str = "Rendus illisibles";
pub const LINES_TO_MARK: &str = "À noter";
pub const TO_LOOK_AT: &str = "À regarder dans le code";
pub const SAME_WORK: &str = "Fichiers identiques, hors binômes";
pub const NOT_HANDED_IN: &str = "Non rendus";
pub const ABSENT: &str = "Absences";
pub const EXEMPTED: &str = "Dispenses";

/// A mistake that the test's message does not name.
pub fn mistake(what: &str, outcome: Outcome) -> String {
    let ending = match outcome {
        Outcome::Timeout => "ne finit pas",
        Outcome::Memory => "demande trop de mémoire",
        Outcome::OutputLimit => "affiche sans fin",
        Outcome::Panic => "s’arrête net",
        Outcome::Fail | Outcome::Pass | Outcome::NotRun => "donne un autre résultat",
    };
    format!("«\u{a0}{what}\u{a0}» {ending}")
}

/// What begins the lines of a test's message after which it names the mistake…
pub const TEST_RESULT: [&str; 3] = ["obtenu", "votre code s’est arrêté net", "ne s’arrête pas"];
/// … and those which only give details.
pub const TEST_DETAIL: [&str; 4] = ["^", "taille", "Indice", "Norme"];

pub fn template_error(file: &str, line: Option<usize>, problem: &str, text: Option<&str>) -> String {
    let line = line.map_or(String::new(), |line| format!(", ligne {line}"));
    let text = text.map_or(String::new(), |text| format!("\n    {text}"));
    format!("modèle {file}{line}\u{a0}: {problem}{text}")
}

/// `detail` is the template engine's own words, English; it quotes names with backticks.
pub fn template_problem(kind: ErrorKind, detail: &str) -> String {
    let name = detail.split('`').nth(1).unwrap_or_default();
    match kind {
        ErrorKind::UndefinedError => {
            format!(
                "«\u{a0}{name}\u{a0}» n’existe pas ici. Les noms permis sont dans le LISEZMOI.md des modèles du kit."
            )
        }
        ErrorKind::TemplateNotFound => "le modèle demandé par include ou extends n’existe pas.".to_owned(),
        ErrorKind::UnknownFilter => "ce filtre (après |) n’existe pas.".to_owned(),
        ErrorKind::UnknownTest => "ce test (après is) n’existe pas.".to_owned(),
        ErrorKind::UnknownFunction => "cette fonction n’existe pas.".to_owned(),
        ErrorKind::SyntaxError => format!("la syntaxe est fausse. Détail, en anglais\u{a0}: {detail}."),
        _ => format!("cette instruction est impossible. Détail, en anglais\u{a0}: {kind}, {detail}."),
    }
}

pub fn unused_template(path: &Path, known: &[&str]) -> String {
    format!(
        "{} ne remplace aucun modèle, et aucun autre ne le cite\u{a0}: vérifiez son nom (modèles du kit\u{a0}: {})",
        path.display(),
        known.join(", ")
    )
}

pub fn unreadable_template(path: &Path) -> String {
    format!("lecture de {} impossible", path.display())
}

pub fn unwritable(path: &Path) -> String {
    format!("écriture de {} impossible", path.display())
}
