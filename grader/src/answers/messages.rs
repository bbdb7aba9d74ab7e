//! What is said of answer forms, in French.

use std::path::Path;

use labs::Slip;

use super::quizzes::SELF_TESTS;

use crate::messages::printable;

pub fn unreadable(path: &Path) -> String {
    format!("«\u{a0}{}\u{a0}» ne peut pas être lu", path.display())
}

pub fn no_draws(folder: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» n’a ni graine ni clés\u{a0}: il faut le dossier que la commande td a rempli, avec sa partie «\u{a0}professeur\u{a0}»",
        folder.display()
    )
}

pub fn slip(sheet: &str, slip: &Slip) -> String {
    let line = slip.line;
    let mend = "une réponse s’écrit entre guillemets droits, par exemple q1 = \"PUBACK\".";
    match &slip.kept {
        Some(kept) if kept.is_empty() => {
            format!("reponses/{sheet}.toml, ligne {line}\u{a0}: {mend} Cette ligne n’a pas de réponse.")
        }
        Some(kept) => format!(
            "reponses/{sheet}.toml, ligne {line}\u{a0}: {mend} Ce qui est écrit a compté quand même\u{a0}: «\u{a0}{}\u{a0}».",
            printable(kept)
        ),
        None => format!(
            "reponses/{sheet}.toml, ligne {line}\u{a0}: cette ligne n’est pas une réponse, et a été laissée de côté. Une ligne s’écrit \
             q1 = \"…\"\u{202f}; un texte libre commence par #."
        ),
    }
}

pub fn more_slips(count: usize) -> String {
    format!("Et {count} autres lignes mal écrites.")
}

pub fn other_number(written: u32, listed: u32) -> String {
    format!(
        "La feuille dit binôme {written}, la liste de classe dit sujet {listed}\u{a0}: les réponses sont comparées à celles du sujet {listed}."
    )
}

pub fn no_number(sheet: &str) -> String {
    format!(
        "reponses/{sheet}.toml ne dit pas de quel sujet elle est\u{a0}: remettez la ligne binome = N, avec le numéro du sujet reçu."
    )
}

/// `drawn`: sheets were drawn for this class.
pub fn no_key(number: u32, drawn: bool) -> String {
    if drawn {
        format!("Aucun sujet n’a été tiré pour le binôme {number}\u{a0}: vérifiez le numéro de la feuille.")
    } else {
        format!(
            "Ce sujet a été tiré pour le binôme {number}, et le dossier des sujets manque\u{a0}: l’enseignant le donne avec --td, ou le \
             place à côté des rendus sous le nom td."
        )
    }
}

pub fn same_draw(sheet: &str, number: u32, names: &str) -> String {
    format!("{}, sujet {number}\u{a0}: rendu par {names}, qui ne sont pas en binôme.", title(sheet))
}

pub fn book_draw(sheet: &str, names: &[String]) -> String {
    let verb = if names.len() > 1 { "ont" } else { "a" };
    format!(
        "{}\u{a0}: {} {verb} rendu le sujet du livre (binôme 0), et non l’un de ceux tirés pour la classe.",
        title(sheet),
        names.join(", ")
    )
}

/// `tp1-deux-postes` is `TP 1, deux postes`.
pub fn title(sheet: &str) -> String {
    match sheet {
        quiz::paper::SHEET => return "Quiz".to_owned(),
        SELF_TESTS => return "Autotests".to_owned(),
        _ => {}
    }
    let (kind, rest) = sheet.split_at_checked(2).unwrap_or((sheet, ""));
    let rest = rest.replacen('-', ", ", 1).replace('-', " ");
    format!("{} {rest}", kind.to_uppercase())
}

pub const NOT_ANSWERED: &str = "Sans réponse.";

pub fn answered(given: &str) -> String {
    format!("Réponse fausse\u{a0}: {}", printable(given))
}

pub fn no_version(said: &str) -> String {
    let said = printable(said);
    format!(
        "reponses/quiz.toml ne dit pas à quelle version elle répond («\u{a0}{said}\u{a0}»)\u{a0}: remettez la ligne version = \"A\", celle du \
         sujet reçu."
    )
}

pub const NO_QUIZ_DRAWN: &str = "L’épreuve n’a pas été tirée pour cette classe, ou son dossier manque\u{a0}: l’enseignant le donne avec --td, \
                                 après «\u{a0}quiz tirer\u{a0}».";

pub fn short_quiz(code: &str) -> String {
    format!("Sujet allégé ({code})\u{a0}: vérifiez qu’il était prévu pour cet élève.")
}
