//! The crate's sentences for people, in French.

use std::io;
use std::path::Path;

use crate::sandbox::End;
use crate::{CompileStatus, Finding, FindingKind, Status, Tier};

pub const NO_HELPER: &str = "Ce programme ne sait pas se relancer lui-même pour fermer le bac à sable\u{a0}: il faut appeler \
                             runner::helper_main() au début de main.";

pub const NO_LIBRARY: &str = "Le fichier src/lib.rs manque\u{a0}: sans lui, il n’y a rien à compiler.";

/// Shown in the place of what is too long to show.
pub const CUT: &str = "… (la suite est coupée)";

pub fn not_a_source(path: &Path) -> String {
    format!(
        "«\u{a0}{}\u{a0}» ne peut pas faire partie d’un rendu\u{a0}: seuls les fichiers .rs du dossier src sont pris.",
        path.display()
    )
}

pub fn system(action: &str, source: &io::Error) -> String {
    format!("Impossible de {action}\u{a0}: {source}. Cela vient de la machine, pas du rendu\u{a0}: relancez.")
}

/// What stands in the place of rustc's own words when it did not end by itself.
pub fn compilation_stopped(status: CompileStatus) -> &'static str {
    match status {
        CompileStatus::Timeout => {
            "La compilation ne se termine pas\u{a0}: une constante ou une macro se calcule sans doute sans fin."
        }
        CompileStatus::Memory => {
            "La compilation demande trop de mémoire\u{a0}: une macro ou un type grandit sans doute sans fin."
        }
        CompileStatus::OutputLimit => "La compilation affiche ou écrit beaucoup trop.",
        CompileStatus::Ok | CompileStatus::LibraryOnly | CompileStatus::Error => {
            "Le compilateur lui-même s’est arrêté\u{a0}: le code est sans doute imbriqué bien trop profond."
        }
    }
}

/// The visible tests agree with the student's library, but hidden groups do not.
pub fn groups_do_not_compile(names: &[&str]) -> String {
    format!(
        "Les tests visibles compilent, mais pas ces groupes cachés\u{a0}: {}. Une fonction ou un type public a sans doute changé.",
        names.join(", ")
    )
}

pub fn lay_out(folder: &Path) -> String {
    format!("écrire dans {}", folder.display())
}

/// What a process cannot say for itself, under what it said.
pub fn stopped(status: Status, end: End) -> Option<String> {
    match (status, end) {
        (Status::Timeout, End::Time) => {
            Some("Arrêté\u{a0}: ce test ne se termine pas. Il y a sans doute une boucle sans fin.".into())
        }
        (Status::Memory, _) => Some(
            "Arrêté\u{a0}: ce test demande trop de mémoire. Une liste grandit sans doute dans une boucle sans fin.".into(),
        ),
        (Status::OutputLimit, _) => Some("Arrêté\u{a0}: ce test affiche trop de texte.".into()),
        (Status::Panic, End::Signal(_)) => {
            Some("Le programme s’est arrêté brutalement\u{a0}; une fonction s’appelle sans doute elle-même sans fin.".into())
        }
        // libtest's own exit code for a test that failed.
        (Status::Fail, End::Exit(code)) if code != 101 => Some(
            "Le programme s’est terminé avant la fin du test\u{a0}: une fonction ne doit pas arrêter tout le programme.".into(),
        ),
        _ => None,
    }
}

pub fn start(program: &Path) -> String {
    format!("lancer {}", program.display())
}

pub fn still_reached(what: &str) -> String {
    format!("se ferme, mais laisse passer\u{a0}: {}", what.replace('\n', ", "))
}

pub fn probe_failed(said: &str) -> String {
    format!("ne démarre pas ({said})")
}

pub fn helper_failed(problem: &str) -> String {
    format!(
        "Le bac à sable n’a pas pu se fermer\u{a0}: {problem}. Rien n’a été exécuté\u{a0}; cela vient de la machine, pas du \
         rendu\u{a0}: relancez."
    )
}

pub fn killed(program: &str) -> String {
    format!(
        "Le système a arrêté {program}, sans doute faute de mémoire. Fermez d’autres programmes, puis relancez."
    )
}

pub fn starved(program: &str) -> String {
    format!(
        "La machine était trop occupée par autre chose pour laisser travailler {program}. Fermez d’autres programmes, puis \
         relancez."
    )
}

pub fn reference(exercise: &str, problem: &str) -> String {
    format!("La solution de référence de {exercise} ne convient pas\u{a0}: {problem}")
}

pub fn reference_does_not_compile(diagnostics: &str) -> String {
    format!("elle ne compile pas avec les cas cachés.\n{diagnostics}")
}

pub fn reference_stopped(group: &str, said: &str) -> String {
    format!("le groupe «\u{a0}{group}\u{a0}» ne va pas jusqu’au bout.\n{said}")
}

pub fn no_step(group: &str, line: &str) -> String {
    format!("le groupe «\u{a0}{group}\u{a0}» écrit une étape que personne ne sait jouer\u{a0}: {line}")
}

#[cfg(not(unix))]
pub const NO_SOCKET_PAIRS: &str = "Cet exercice se corrige par une paire de sockets, que ce système n’a pas\u{a0}: \
                                   corrigez-le sous Linux, ou dans WSL2.";

pub const SOCKET_PAIR: &str = "ouvrir une paire de sockets";

pub fn silent(bytes: &str) -> String {
    format!("{bytes}, puis plus rien")
}

pub fn closed(bytes: &str) -> String {
    format!("{bytes}, puis la connexion est fermée")
}

pub fn unknown_exercise(exercise: &str) -> String {
    format!("Cet atelier n’a pas d’exercice «\u{a0}{exercise}\u{a0}».")
}

pub fn unusable(path: &Path, source: &io::Error) -> String {
    format!(
        "Impossible d’utiliser {}\u{a0}: {source}. Vérifiez les droits et la place sur le disque.",
        path.display()
    )
}

pub fn no_tool(tool: &str, source: &io::Error) -> String {
    format!(
        "Impossible de lancer {tool}\u{a0}: {source}. Rust est-il installé\u{202f}? Essayez {tool} --version."
    )
}

pub fn kit_does_not_compile(diagnostics: &str) -> String {
    format!(
        "Ce dont les exercices ont besoin ne compile pas\u{a0}: remettez les fichiers d’origine du kit, puis \
         relancez.\n\n{diagnostics}"
    )
}

pub fn not_recorded(exercise: &str) -> String {
    format!(
        "cargo n’a pas compilé les tests de {exercise}\u{a0}: l’exercice est-il bien un paquet de l’atelier\u{202f}?"
    )
}

pub fn wrong_groups(path: &Path, problem: &str) -> String {
    format!("{} n’est pas correct\u{a0}: {problem}", path.display())
}

pub fn no_driver(file: &Path) -> String {
    format!("il n’y a pas de fichier {} pour ce groupe", file.display())
}

pub fn wrong_group_name(name: &str) -> String {
    format!(
        "«\u{a0}{name}\u{a0}» n’est pas un nom de groupe\u{a0}: lettres minuscules, chiffres et tirets bas, une seule fois chacun"
    )
}

pub fn refusal(attempts: &[(Tier, String)]) -> String {
    let tried: String =
        attempts.iter().map(|(tier, answer)| format!("\n  – {}\u{a0}: {answer}", tier_name(*tier))).collect();
    format!(
        "Cette machine n’offre pas de bac à sable, et le code des élèves ne doit pas s’exécuter sans. Ce qui a été \
         essayé\u{a0}:{tried}\n\nAu choix\u{a0}:\n  – sous Windows, lancez le correcteur dans WSL2\u{a0}; sinon, dans une \
         machine virtuelle ou un conteneur Linux (noyau 5.13 ou plus récent)\u{a0};\n  – sous Linux, installez bubblewrap \
         (apt-get install bubblewrap)\u{a0};\n  – en dernier recours, pour des élèves dont vous connaissez le code, ajoutez \
         --sans-bac-a-sable\u{a0}: les notes seront marquées «\u{a0}indicatives\u{a0}»."
    )
}

pub fn tier_name(tier: Tier) -> &'static str {
    match tier {
        Tier::Landlock => "Landlock et seccomp, dans le noyau Linux",
        Tier::Bubblewrap => "bubblewrap",
        Tier::None => "aucun bac à sable",
    }
}

/// What this tier keeps the student's code from, for a report.
pub fn tier_enforces(tier: Tier) -> &'static str {
    match tier {
        Tier::Landlock => {
            "Le code des élèves n’a pu ni lire ni écrire de fichiers, ni utiliser le réseau, ni lancer de programme\u{a0}; temps, \
             mémoire et affichage étaient limités."
        }
        Tier::Bubblewrap => {
            "Le code des élèves n’a vu ni les fichiers de la machine ni le réseau\u{a0}; temps, mémoire et affichage étaient \
             limités. Il pouvait lancer d’autres processus, arrêtés à la fin avec lui."
        }
        Tier::None => {
            "Le code des élèves s’est exécuté sans bac à sable, avec tous les droits de la personne qui corrige\u{a0}: les \
             résultats sont indicatifs."
        }
    }
}

pub fn finding(finding: &Finding) -> String {
    let what = format!("«\u{a0}{}\u{a0}»", finding.what);
    let hidden = if finding.place.is_none() && finding.kind != FindingKind::Unreadable {
        " (par un autre nom, ou dans une macro)"
    } else {
        ""
    };
    match finding.kind {
        FindingKind::Unsafe => format!(
            "{what}{hidden} est refusé\u{a0}: aucun exercice n’en a besoin, et il défait les garanties de Rust. Le rendu ne \
             compile donc pas."
        ),
        FindingKind::CompileTimeRead => {
            format!("{what}{hidden} lit un fichier ou l’environnement pendant la compilation.")
        }
        FindingKind::Outside => {
            format!(
                "{what}{hidden} sert à sortir de l’exercice\u{a0}: fichiers, réseau, processus, environnement ou entrées."
            )
        }
        FindingKind::Hijack => {
            format!(
                "{what}{hidden} remplace une partie de Rust ou du système\u{a0}: l’exercice ne le demande pas."
            )
        }
        FindingKind::Unreadable => format!("{what} n’a pas pu être relu\u{a0}: ouvrez ce fichier."),
    }
}
