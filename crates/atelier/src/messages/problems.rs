//! Why there is no verdict from the tests themselves, and how to mend it.

use std::io;

use course::Exercise;

use crate::check::{BuildProblem, Cause, TestProblem};

/// A title and what to do.
pub struct Advice {
    pub title: &'static str,
    pub advice: String,
}

/// Why the tests of an exercise could not be built.
pub fn build_problem(exercise: &Exercise, problem: &BuildProblem) -> Advice {
    let (title, advice) = match problem {
        BuildProblem::Code(error) if error.in_test => (
            "✗ Les tests ne reconnaissent plus vos fonctions.",
            "Leur nom, leurs paramètres ou leur type de retour ont changé\u{a0}: remettez-les comme dans l’énoncé. Ne \
             modifiez pas le fichier de tests. Voici ce qu’en dit rustc, le compilateur de Rust, en anglais\u{a0}:"
                .to_owned(),
        ),
        BuildProblem::Code(_) => (
            "✗ Votre code ne compile pas encore.",
            "Voici la première erreur, telle que la dit rustc, le compilateur de Rust, en anglais. La flèche «\u{a0}-->\u{a0}» \
             donne le fichier, la ligne et la colonne."
                .to_owned(),
        ),
        BuildProblem::Kit(_) => (
            "✗ Une partie du kit ne compile pas\u{a0}: votre code n’y est pour rien.",
            format!(
                "Un fichier du kit, hors de exercises/{}, a sans doute été modifié\u{a0}: remettez-le comme dans le kit \
                 d’origine, ou prévenez votre professeur. Voici ce qu’en dit rustc\u{a0}:",
                exercise.id()
            ),
        ),
        BuildProblem::Setup(cause, _) => {
            return Advice {
                title: "✗ cargo n’a pas pu préparer les tests.",
                advice: setup(*cause, exercise),
            };
        }
        BuildProblem::NoCargo(io::ErrorKind::NotFound) => (
            "✗ La commande cargo est introuvable.",
            "Rust n’est pas installé, ou ce terminal a été ouvert avant son installation. Fermez ce terminal, ouvrez-en \
             un autre et essayez «\u{a0}cargo --version\u{a0}»\u{202f}; si rien ne répond, installez Rust (https://rustup.rs)."
                .to_owned(),
        ),
        BuildProblem::NoCargo(kind) => (
            "✗ La commande cargo ne se lance pas.",
            format!(
                "Le système répond\u{a0}: {}. Essayez «\u{a0}cargo --version\u{a0}» dans un autre terminal.",
                cli::describe(&io::Error::from(*kind))
            ),
        ),
        BuildProblem::GivenUp => {
            ("✗ La compilation a été interrompue.", "Relancez la vérification (touche r).".to_owned())
        }
    };
    Advice { title, advice }
}

fn setup(cause: Cause, exercise: &Exercise) -> String {
    let mend = match cause {
        Cause::Offline => {
            "Il manque une bibliothèque sur cette machine. Avec un accès à Internet, lancez une fois «\u{a0}cargo \
             fetch\u{a0}» dans le dossier du kit\u{202f}; sinon, prévenez votre professeur."
                .to_owned()
        }
        Cause::Linker => {
            "L’éditeur de liens manque ou échoue. Sous Debian ou Ubuntu\u{a0}: sudo apt-get install build-essential. Sous \
             Windows\u{a0}: installez les «\u{a0}Build Tools\u{a0}» de Visual Studio, avec C++."
                .to_owned()
        }
        Cause::ReadOnly => format!(
            "Le dossier du kit, {}, est protégé en écriture. Copiez-le dans votre dossier personnel et travaillez dans \
             la copie.",
            exercise.root().display()
        ),
        Cause::DiskFull => {
            "Le disque est plein. Faites de la place (cargo clean, dans le dossier du kit, efface ce qui peut l’être), puis \
             tapez r."
                .to_owned()
        }
        Cause::Unknown => format!(
            "Essayez «\u{a0}cargo test -p {}\u{a0}» dans un autre terminal, et montrez ce message à votre professeur.",
            exercise.package()
        ),
    };
    format!("{mend}\nVoici ce que dit cargo, en anglais\u{a0}:")
}

/// Under rustc’s own words.
pub fn after_compile_error(code: Option<&str>, others: usize) -> String {
    let mut text = match others {
        0 => String::new(),
        1 => "Une autre erreur suit\u{a0}: corrigez d’abord celle-ci.".to_owned(),
        _ => format!("{others} autres erreurs suivent\u{a0}: corrigez d’abord celle-ci."),
    };
    if let Some(code) = code {
        if !text.is_empty() {
            text.push('\n');
        }
        text += &format!("Pour comprendre {code} (en anglais)\u{a0}: rustc --explain {code}");
    }
    text
}

/// Why a test gave no message of its own.
pub fn test_problem(exercise: &Exercise, problem: &TestProblem) -> String {
    let tests = format!("exercises/{}/tests/verifie.rs", exercise.id());
    match problem {
        TestProblem::Failed(_) => "Le test a échoué.".to_owned(),
        TestProblem::Endless(limit) => format!(
            "Le test n’a pas répondu en {} s\u{a0}: une boucle sans fin\u{202f}? Il a été arrêté.\nÀ chaque tour, quelque chose doit \
             se rapprocher de la fin de la boucle.",
            limit.as_secs()
        ),
        TestProblem::Stopped(text) if text.contains("overflowed its stack") => {
            "Le programme s’est arrêté net\u{a0}: sa pile a débordé. Une fonction s’appelle sans doute elle-même sans fin. Rust dit\u{a0}:"
                .to_owned()
        }
        TestProblem::Stopped(text) if text.is_empty() => {
            "Le programme s’est arrêté avant la fin du test, sans rien dire. Votre code appelle-t-il exit\u{202f}?".to_owned()
        }
        TestProblem::Stopped(_) => {
            "Le programme s’est arrêté net avant la fin du test. Voici ses derniers mots\u{a0}:".to_owned()
        }
        TestProblem::Absent => {
            format!("Ce test n’est plus dans {tests}. Remettez ce fichier comme dans le kit d’origine.")
        }
        TestProblem::NotRun(reason) => format!(
            "Le test est prêt mais le système refuse de le lancer ({reason}). Un antivirus, peut-être, ou un disque qui \
             interdit les programmes."
        ),
        TestProblem::GivenUp => "Le test a été interrompu. Relancez la vérification (touche r).".to_owned(),
    }
}
