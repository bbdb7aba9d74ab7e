//! The class page's sentences, in French.

use crate::model::{Outcome, Presence};
pub use crate::report::messages::{INDICATIVE, PROVISIONAL, and_more, compiler_error, quoted};

pub fn presence_in_brief(presence: Presence) -> &'static str {
    match presence {
        Presence::HandedIn => "rendu",
        Presence::NotHandedIn => "non rendu",
        Presence::Absent => "absence",
        Presence::Exempted => "dispense",
        Presence::Unreadable => "illisible",
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
pub const LINES_NOT_HANDED_IN: &str = "Feuilles de réponses et traces non rendues";
/// Everybody who handed something in.
pub const WHOLE_CLASS: &str = "toute la classe";
pub const LINES_TO_MARK: &str = "À noter";
pub const TO_LOOK_AT: &str = "À regarder dans le code";
pub const SAME_WORK: &str = "Fichiers identiques, hors binômes";
pub const TRACE_COPIES: &str = "Traces semblables, hors binômes";
pub const TRACE_EXAMPLES: &str = "Trace d’exemple du kit, rendue telle quelle";
pub const TRACES_COMPARED: &str = "Traces que le relevé du broker ne confirme pas en entier";
pub const SAME_SESSION: &str = "même numéro de session";
pub const SAME_RHYTHM: &str = "mêmes microsecondes entre les paquets";
/// What a trace proves, for the teacher.
pub const TRACES_NOTE: &str = "Une trace dit ce qui est passé par un logdump, pas qui était au clavier. Un faux cohérent, fait avec un outil que chacun \
    peut lire, ne peut pas être exclu\u{a0}: en cas de doute, une question à l’oral. Ce qui est signalé ci-dessous n’enlève aucun point.";

pub fn traces_confirmed(confirmed: usize, all: usize) -> String {
    format!("Traces que le relevé du broker confirme en entier\u{a0}: {confirmed} sur {all}.")
}

pub fn found_of(found: usize, packets: usize) -> String {
    match found {
        0 => "aucun paquet (un autre broker, ou un autre moment\u{202f}?)".to_owned(),
        found => format!("{found} paquets sur {packets}"),
    }
}

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
    format!("{} {ending}", quoted(what))
}

/// What begins the lines of a test's message after which it names the mistake…
pub const TEST_RESULT: [&str; 3] = ["obtenu", "votre code s’est arrêté net", "ne s’arrête pas"];
/// … and those which only give details.
pub const TEST_DETAIL: [&str; 4] = ["^", "taille", "Indice", "Norme"];

pub fn of_the_kit(file: &str) -> String {
    format!("le kit ({file})")
}

pub fn of_archives(label: &str) -> String {
    format!("un rendu d’une autre année ({label})")
}

/// `src/lib.rs, lignes 12 à 30`.
pub fn passage(file: &str, (first, last): (usize, usize)) -> String {
    if first == last { format!("{file}, ligne {first}") } else { format!("{file}, lignes {first} à {last}") }
}
