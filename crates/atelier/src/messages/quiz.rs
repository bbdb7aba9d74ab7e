//! What `atelier quiz` says.

use quiz::public::VeiledKind;

pub use super::answers::{ERASED, NO_PREVIOUS};
use super::plural;
use crate::quiz::Standing;

pub const HELP: &str = "Les autotests du cours, une question à la fois, l’explication après chacune";
pub const HELP_CHAPTER: &str = "Le chapitre, par exemple qos-1\u{202f}; sinon, où vous en êtes de chacun";

pub const HOW: &str = "Écrivez la réponse, puis Entrée. Entrée seule passe à la suite, :r revient en arrière, :e efface la réponse, :q quitte, :? rappelle \
                       tout cela. Chaque réponse est enregistrée aussitôt.";
pub const KEYS: &str = "\
Entrée seule  passer à la question suivante
:r            revenir à la question d’avant
:e            effacer la réponse
:q            quitter (Ctrl-D et Ctrl-C aussi)\u{a0}; rien n’est perdu";
pub const RIGHT: &str = "✔ Juste.";
pub const WRONG: &str = "✗ Non.";

pub fn opening(title: &str, file: &str) -> String {
    format!(
        "Autotest «\u{a0}{title}\u{a0}»\u{a0}: vos réponses vont dans {file}. Le correcteur les relit\u{a0}; ce que dit ce terminal ne compte pas."
    )
}

pub fn number(at: usize, total: usize, kind: VeiledKind) -> String {
    format!("Question {at} sur {total}\u{a0}: {}", how(kind))
}

fn how(kind: VeiledKind) -> &'static str {
    match kind {
        VeiledKind::Single => "une lettre",
        VeiledKind::Several => "plusieurs lettres, par exemple ac",
        VeiledKind::Order => "toutes les lettres dans l’ordre, par exemple cab",
        VeiledKind::Bytes => "des octets en hexadécimal, par exemple 32 0c",
        VeiledKind::Number => "un nombre",
    }
}

pub fn not_an_answer(kind: VeiledKind) -> String {
    format!("Ce n’est pas une réponse à cette question\u{a0}: il faut {}.", how(kind))
}

pub fn answered(answer: &str) -> String {
    format!("Déjà répondu\u{a0}: {answer} (Entrée le garde).")
}

pub fn reference(why: &str, reference: &str) -> String {
    format!("{why} [{reference}]")
}

pub fn again(standing: &Standing) -> String {
    format!(
        "Tout est répondu, {} sur {}. Reprenons ce qui ne l’est pas.",
        juste(standing.right),
        standing.asked
    )
}

pub fn end(standing: &Standing) -> String {
    let Standing { chapter, answered, right, asked, .. } = standing;
    let command = cli::command_line("atelier", &format!("quiz {chapter}"));
    if right == asked {
        return format!(
            "✔ {} sur {asked}. Pour un autre chapitre\u{a0}: {}",
            juste(*right),
            cli::command_line("atelier", "quiz")
        );
    }
    let answered = plural(*answered, "réponse", "réponses");
    format!("{answered} sur {asked}, {}. Pour reprendre\u{a0}: {command}", juste(*right))
}

fn juste(count: usize) -> String {
    plural(count, "juste", "justes")
}

/// How far each self-test is.
pub fn overview(all: &[Standing]) -> String {
    let mut lines = vec!["Les autotests du cours\u{a0}:".to_owned()];
    for Standing { chapter, title, answered, right, asked } in all {
        let sign = match (answered, right) {
            (0, _) => "·",
            (_, right) if right == asked => "✔",
            _ => "✗",
        };
        lines.push(format!("  {sign} {chapter:<21} {right} sur {asked}  {title}"));
    }
    lines.push(format!("Pour en faire un\u{a0}: {}", cli::command_line("atelier", "quiz qos-1")));
    lines.join("\n")
}

pub fn unknown_chapter(asked: &str, known: &[&str]) -> String {
    format!("il n’y a pas d’autotest «\u{a0}{asked}\u{a0}»\u{a0}: choisissez parmi {}", known.join(", "))
}

pub fn unreadable(file: &str, error: &impl std::fmt::Display) -> String {
    format!("{file}, {error}. Corrigez cette ligne, ou déplacez le fichier")
}
