//! The reports' sentences, in French. What does not change from one pupil to the next stands in the templates.

use std::path::Path;

use minijinja::ErrorKind;

use crate::model::{Level, Outcome};

pub const FULL: &str = "complet";
pub const PART: &str = "en partie";
pub const NOTHING: &str = "aucun point";
pub const TO_MARK: &str = "à noter";
pub const NOT_HANDED_IN: &str = "non rendu";
pub const RIGHT: &str = "juste";
pub const ACCEPTED: &str = "accepté";
pub const WRONG: &str = "faux";
/// A rule of a trace.
pub const SHOWN: &str = "présent";
pub const NOT_SHOWN: &str = "manquant";
pub const NOT_ANSWERED: &str = "sans réponse";
pub const TO_RETRY: &str = "à relancer";
pub const NOT_APPLICABLE: &str = "sans objet";

pub const PROVISIONAL: &str = "provisoire";
pub const INDICATIVE: &str = "indicative";

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

/// The first error of rustc's text, in French, where it is one that newcomers meet.
pub fn compiler_error(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("error[")?;
    let (code, _) = rest.split_once(']')?;
    let (code, meaning) = COMPILER_ERRORS.iter().find(|(known, _)| *known == code)?;
    Some(format!("{code}\u{a0}: {meaning}"))
}

/// rustc's text without the lines that end it and say nothing of the code.
pub fn without_epilogue(text: &str) -> &str {
    ["\nerror: aborting due to", "\nFor more information about"]
        .iter()
        .fold(text, |text, epilogue| text.split(epilogue).next().unwrap_or(text))
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

/// A name in French quotation marks.
pub fn quoted(name: &str) -> String {
    format!("«\u{a0}{name}\u{a0}»")
}

pub fn and_more(count: usize) -> String {
    format!("et {count} de plus")
}

/// Nothing where no code was run: no tier, and nothing missing for it.
pub fn sandbox(tier: &str, sandboxed: bool) -> Option<String> {
    match (tier, sandboxed) {
        ("none", true) => None,
        (tier, true) => Some(format!("Code exécuté dans un bac à sable ({tier}).")),
        (_, false) => Some("Code exécuté sans bac à sable\u{a0}: la note est indicative.".to_owned()),
    }
}

pub fn kit(version: &str, digest: &str) -> String {
    // Nothing was compiled: what was compiled has no hash.
    if digest.is_empty() {
        return format!("Atelier MQTT {version}");
    }
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
