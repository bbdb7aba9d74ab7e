//! The rapport de TP's sentences, in French.

use crate::model::{Criterion, ExerciseStatus, Outcome, Presence};
pub use crate::report::messages::{
    INDICATIVE, PROVISIONAL, and_more, compiler_error, enumerate, quoted, without_epilogue,
};
use crate::report::numbers::decimal;

pub const PROVISIONAL_REASON: &str = "Note provisoire\u{a0}: elle ne compte que les lignes déjà notées.";
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

pub fn still_to_mark(lines: &[String]) -> String {
    format!("Encore à noter par l’enseignant\u{a0}: {}.", enumerate(lines))
}

pub fn still_to_retry(lines: &[String]) -> String {
    format!(
        "La notation a échoué pour une raison qui ne vient pas de votre travail, et sera relancée\u{a0}: {}.",
        enumerate(lines)
    )
}

/// Which sheet a pupil had; 0 is the one that the book shows.
pub fn drawn(number: u32) -> String {
    match number {
        0 => "Sujet du livre.".to_owned(),
        number => format!("Sujet tiré pour le binôme {number}."),
    }
}

/// How many of the questions without a key have an answer.
pub fn prose_written(written: usize, all: usize) -> String {
    let verb = if written > 1 { "écrites" } else { "écrite" };
    let plural = if written > 1 { "s" } else { "" };
    format!("{written} réponse{plural} {verb} sur {all}.")
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
        s => format!("à {} point près", decimal(s)),
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

pub fn advice_compilation(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Fail => {
            "Le code ne compile pas encore. Lisez la première erreur seulement\u{a0}: la flèche --> donne le fichier et la ligne. \
             Corrigez-la, puis recommencez\u{202f}; les suivantes disparaissent souvent avec elle."
        }
        _ => "Le compilateur n’arrive pas au bout de ce code. Simplifiez la dernière chose ajoutée.",
    }
}

/// The code compiles, but not with the tests.
pub const ADVICE_SIGNATURES: &str = "Votre code compile, mais les tests n’y trouvent pas tout ce qu’ils appellent\u{a0}: \
     remettez les noms, les paramètres et les types des fonctions comme dans le fichier de départ.";

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

pub fn advice_not_handed_in(sheet: &str) -> String {
    format!(
        "Remplissez reponses/{sheet}.toml, une réponse entre les guillemets de chaque ligne, puis rendez-la."
    )
}

pub fn advice_no_trace(trace: &str) -> String {
    format!(
        "Enregistrez l’échange avec logdump --record traces/{trace}.jsonl, comme la feuille de TP le dit, puis rendez-le."
    )
}

pub const ADVICE_UNREADABLE_TRACE: &str = "La trace rendue n’est pas lisible. Vérifiez le fichier que logdump --record a écrit, puis rendez-le sans le modifier.";

/// The first rule that a trace does not keep, and how many more there are.
pub fn advice_rule(rule: &str, help: Option<&str>, more: usize) -> String {
    let more = match more {
        0 => String::new(),
        1 => " Une autre manque aussi.".to_owned(),
        more => format!(" {more} autres manquent aussi."),
    };
    let help = help.map(|help| format!(" {help}")).unwrap_or_default();
    format!("La trace ne montre pas encore ceci\u{a0}: {rule}.{help}{more}")
}

/// A trace in a few words.
pub fn trace_is(trace: &str, packets: u64, seats: &[String], session: Option<&str>) -> String {
    let seats = if seats.is_empty() { String::new() } else { format!(", {}", enumerate(seats)) };
    let session = session.map(|session| format!(", session {session}")).unwrap_or_default();
    let packets = crate::messages::counted(usize::try_from(packets).unwrap_or(usize::MAX), "paquet");
    format!("traces/{trace}.jsonl\u{a0}: {packets}{seats}{session}.")
}

/// Where the packets of a rule are.
pub fn lines(lines: &[u64]) -> Option<String> {
    let numbers: Vec<String> = lines.iter().map(u64::to_string).collect();
    match numbers.as_slice() {
        [] => None,
        [one] => Some(format!("Ligne {one} de la trace.")),
        several => Some(format!("Lignes {} de la trace.", enumerate(several))),
    }
}

/// Beside an arrow.
pub fn place_and_time(line: u64, time: &str) -> String {
    let seconds = time.trim_start_matches('+').replace('.', ",");
    format!("l. {line}  {seconds}\u{202f}s")
}

pub fn packet(line: u64, client: &str, text: &str) -> String {
    format!("ligne {line}\u{a0}: {client}, {text}")
}

/// How a trace agrees with the record of the teacher's broker; `shift` in microseconds.
pub fn agreement(found: usize, packets: usize, shift: i64) -> String {
    let clocks = match shift.unsigned_abs() / 1_000_000 {
        0 => String::new(),
        seconds => format!(" (les deux horloges diffèrent de {seconds}\u{a0}s)"),
    };
    let told = match found {
        0 => "aucun paquet de cette trace ne s’y retrouve. Il ne confirme rien, et ne contredit rien si l’échange passait par un autre broker".to_owned(),
        found if found == packets => format!("les {found} paquets de cette trace s’y retrouvent{clocks}"),
        found => format!("{found} paquets sur {packets} s’y retrouvent{clocks}"),
    };
    format!("Relevé du broker du professeur\u{a0}: {told}.")
}

pub const ADVICE_BLANK: &str =
    "La feuille rendue est vide. Écrivez chaque réponse entre les guillemets, puis rendez-la à nouveau.";

/// Which questions to take up again; nothing when all are right.
pub fn advice_answers(wrong: &[String], blank: &[String]) -> Option<String> {
    let again = match wrong {
        [] => None,
        [one] => Some(format!("Revoyez la question {one}, l’énoncé et vos relevés sous les yeux.")),
        several => Some(format!(
            "Revoyez les questions {}, l’énoncé et vos relevés sous les yeux.",
            enumerate(several)
        )),
    };
    let missing = match blank {
        [] => None,
        [one] => Some(format!("{one} n’a pas de réponse.")),
        several => Some(format!("{} n’ont pas de réponse.", enumerate(several))),
    };
    let advice: Vec<String> = again.into_iter().chain(missing).collect();
    (!advice.is_empty()).then(|| advice.join(" "))
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
    format!("Prochaine étape\u{a0}: {}. {advice}", quoted(what))
}

/// Every visible test passes, and the hidden group `name` does not.
pub fn advice_hidden(name: &str, case: Option<&str>) -> String {
    let case = case.map_or(
        "Essayez aux limites\u{a0}: rien, un seul élément, la plus petite et la plus grande valeur."
            .to_owned(),
        |case| format!("Refaites à la main le cas {case}."),
    );
    format!("Les tests visibles passent, mais pas tous les cas de {}. {case}", quoted(name))
}
