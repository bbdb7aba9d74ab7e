//! Every sentence that this crate says to a student, in French.

pub mod answers;
pub mod archive;
pub mod doctor;
mod help;
pub mod own_broker;
mod problems;
pub mod quiz;
pub mod traces;

use std::io;
use std::net::SocketAddr;
use std::path::Path;

use class_board::{Place, Seat};
use course::Exercise;

use crate::check::Step;

pub use help::*;
pub use problems::{after_compile_error, build_problem, test_problem};

pub const NO_SEAT: &str =
    "le tableau de la classe demande un numéro de poste\u{a0}: ajoutez par exemple --poste 07";

pub const TITLE: &str = "Atelier MQTT";
pub const LABEL_TIME: &str = "durée";
pub const LABEL_READ: &str = "à lire";
pub const LABEL_WRITE: &str = "à modifier";
pub const LABEL_COMMAND: &str = "commande";

pub const PASSED: &str = "✔ réussi";
pub const TEST_PASSES: &str = "  ✔ passe   ";
pub const TEST_FAILS: &str = "  ✗ échoue  ";
pub const TO_DO: &str = "· à faire";
pub const ARROW: &str = "→ l’exercice en cours";

pub const NO_NEXT: &str = "C’est le dernier exercice. La touche l donne la liste, p revient en arrière.";
pub const NO_PREVIOUS: &str = "C’est le premier exercice. La touche s passe au suivant.";
pub const LAST_HINT: &str = "C’était le dernier indice. Ensuite, relisez l’énoncé ou demandez de l’aide.";
pub const NO_TERMINAL: &str = "ce terminal ne se laisse pas piloter\u{a0}: essayez-en un autre, ou les commandes \
                               list, hint et check";

/// Each key and what it does, for the help.
pub const KEYS: [(&str, &str); 10] = [
    ("i", "indice\u{a0}: un de plus, du plus vague au plus précis"),
    ("s", "passer à l’exercice suivant (n aussi)"),
    ("p", "revenir à l’exercice précédent"),
    ("l", "liste des exercices, et où vous en êtes"),
    ("03", "aller à l’exercice 03\u{a0}: tapez les deux chiffres d’un numéro"),
    ("r", "relancer les tests"),
    ("o", "ouvrir la page du livre qui va avec cet exercice"),
    ("e", "voir l’échange\u{a0}: ce qui passe par le broker, en direct, dans le navigateur"),
    ("?", "cette aide"),
    ("q", "quitter (Ctrl-C aussi)\u{a0}; votre progression est gardée"),
];
/// The same keys in a word each, for the last line.
pub const FOOTER_KEYS: [&str; 10] =
    ["indice", "suivant", "précédent", "liste", "aller à", "relancer", "livre", "échange", "aide", "quitter"];
/// The places of [`KEYS`], those that matter most first.
pub const FOOTER_ORDER: [usize; 10] = [8, 9, 0, 1, 3, 6, 7, 5, 2, 4];

pub const HELP_TITLE: &str = "Les touches";
pub const HELP_SAVE: &str = "Travaillez dans votre éditeur\u{a0}: à chaque enregistrement, les tests repartent tout \
                             seuls, et le premier qui échoue s’affiche ici. Tout ce qui a été affiché reste plus haut.";
pub const HELP_BROKER: &str = "Un broker MQTT est à votre disposition. Dans deux autres terminaux\u{a0}:";

pub const CHECKING: &str = "… vérification";
pub const STATUS_NOT_BUILT: &str = "✗ ne compile pas";

pub const PROGRESS_FILE: &str =
    "Votre progression, tenue par la commande atelier. Effacez ce fichier pour repartir de zéro.";

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count > 1 { many } else { one })
}

pub fn passed_of(passed: usize, total: usize) -> String {
    format!("{} sur {total}", plural(passed, "exercice réussi", "exercices réussis"))
}

pub fn heading(exercise: &Exercise) -> String {
    format!("Exercice {:02} — {}", exercise.number, exercise.title)
}

pub fn minutes_and_place(minutes: u16, place: usize, total: usize) -> String {
    format!("environ {minutes} min\u{202f}; exercice {place} sur {total}")
}

pub fn check_number(check: usize) -> String {
    format!("vérification n°\u{a0}{check}")
}

pub fn test_failed(test: usize, total: usize, text: &str) -> String {
    format!("✗ Échec du test {test} sur {total}\u{a0}: {text}")
}

/// A test that meets `todo!`: nothing went wrong.
pub fn test_unwritten(test: usize, total: usize, text: &str) -> String {
    format!("✗ À écrire, pour le test {test} sur {total}\u{a0}: {text}")
}

/// `✔ ✔ ✗ · ·`, and in words.
pub fn progress_bar(passed: usize, total: usize, check: usize) -> String {
    let signs: Vec<_> = (0..total)
        .map(|test| match test.cmp(&passed) {
            std::cmp::Ordering::Less => "✔",
            std::cmp::Ordering::Equal => "✗",
            std::cmp::Ordering::Greater => "·",
        })
        .collect();
    let passed = plural(passed, "test passé", "tests passés");
    format!("  {}   {passed}, {}", signs.join(" "), check_number(check))
}

pub fn all_passed(number: u8, tests: usize) -> String {
    let tests = if tests > 1 { format!("les {tests} tests passent") } else { "son test passe".to_owned() };
    format!("✔ Exercice {number:02} réussi\u{a0}: {tests}.")
}

pub fn passed_and_first(passed: usize, total: usize, first: usize) -> String {
    format!(
        "{} sur {total}. Le premier qui échoue, le test {first}, dit\u{a0}:",
        plural(passed, "test passé", "tests passés")
    )
}

pub fn next_exercise(next: &Exercise) -> String {
    format!(
        "Bien joué. Quand vous voulez, la touche s mène à l’exercice {:02}, «\u{a0}{}\u{a0}» (environ {} min).",
        next.number, next.title, next.minutes
    )
}

pub fn last_exercise(left: &[String]) -> String {
    match left {
        [] => format!(
            "Bien joué\u{a0}: tous les exercices sont réussis. La touche p permet d’y revenir. Pour rendre votre \
             travail\u{a0}: {}",
            cli::command_line("atelier", "submit")
        ),
        [one] => {
            format!("Bien joué. C’était le dernier de la liste\u{202f}; il vous reste le {one} (touche p).")
        }
        _ => format!(
            "Bien joué. C’était le dernier de la liste\u{202f}; il vous reste {} (touche p).",
            left.join(", ")
        ),
    }
}

pub fn no_such(number: u8) -> String {
    format!("Il n’y a pas d’exercice {number:02}. La touche l donne la liste.")
}

/// One digit of an exercise was typed.
pub fn typing(digit: u8) -> String {
    format!("→ exercice {digit}_")
}

pub fn book_opened(page: &Path) -> String {
    format!("Le livre s’ouvre dans votre navigateur\u{a0}: {}", page.display())
}

pub fn book_to_open(page: &Path) -> String {
    format!("La page du livre, à ouvrir dans un navigateur\u{a0}: {}", page.display())
}

pub fn book_not_built(source: &str) -> String {
    format!(
        "La page du livre, en texte\u{a0}: {source}. Pour la lire dans un navigateur, construisez le livre\u{a0}: mdbook build book"
    )
}

pub fn hint_title(hint: usize, total: usize) -> String {
    format!("Indice {hint} sur {total}")
}

pub fn stopped_at(file: &str, line: usize) -> String {
    format!("Arrêt à la ligne {line} de {file}\u{a0}:")
}

pub fn test_place(file: &str, line: usize) -> String {
    format!("(Ce test\u{a0}: ligne {line} de {file}.)")
}

pub fn step(step: &Step, total: usize) -> String {
    match step {
        Step::Preparing => "… préparation, une fois pour toutes".to_owned(),
        Step::Waiting => "… attente\u{a0}: un autre cargo (ou l’éditeur) compile".to_owned(),
        Step::Compiling(package) => format!("… compilation ({package})"),
        Step::Testing(done) => format!("… test {}/{total}", done + 1),
    }
}

/// rustc cannot be called without cargo here; the first line of the reason says enough.
pub fn by_cargo(reason: &str) -> String {
    let reason = reason.lines().next().unwrap_or_default();
    format!(
        "Sur cette machine, les tests passent par cargo\u{a0}: le verdict est le même, un peu plus tard. (La voie directe \
         n’a pas marché\u{a0}: {reason})"
    )
}

/// The exercise came after the plan was made.
pub fn not_in_plan(exercise: &Exercise) -> String {
    format!("l’exercice {:02} n’était pas là au début de la séance.", exercise.number)
}

pub fn status_at_test(test: usize, total: usize) -> String {
    format!("✗ test {test}/{total}")
}

pub fn goodbye() -> String {
    format!("À bientôt. Pour reprendre où vous en êtes\u{a0}: {}", cli::command_line("atelier", ""))
}

pub fn broker_started(address: SocketAddr) -> String {
    format!("Un broker MQTT est lancé sur {address}\u{202f}; il s’arrêtera avec cette séance.")
}

pub fn broker_found(address: SocketAddr) -> String {
    format!("Un broker répond déjà sur {address}\u{a0}: la séance se servira de celui-là.")
}

/// What leaves this machine, and for whom.
pub fn on_board(place: &Place, seat: Seat) -> String {
    format!(
        "Votre avancement est publié sur {place}, sous classe/{seat}/…\u{a0}: le nombre de tests passés, votre numéro de poste, \
         et rien d’autre."
    )
}

pub fn port_taken(address: SocketAddr) -> String {
    let command = cli::command_line("atelier", &format!("-p {}", address.port().saturating_add(1)));
    format!(
        "Pas de broker\u{a0}: le port {} est pris par un programme qui n’est pas un broker MQTT. Cela ne \
         gêne pas les exercices. Pour un broker sur un autre port\u{a0}: {command}",
        address.port()
    )
}

pub fn broker_failed(error: &broker::StartError) -> String {
    format!("Pas de broker\u{a0}: {error}\nCela ne gêne pas les exercices.")
}

/// The page of what passes through the broker is in the browser.
pub fn exchange_opened(page: &str) -> String {
    format!("L’échange en direct s’ouvre dans le navigateur\u{a0}: {page}")
}

/// No browser could be started from here.
pub fn exchange_to_open(page: &str) -> String {
    format!("Pour voir en direct ce qui passe par le broker, ouvrez dans un navigateur\u{a0}: {page}")
}

/// The broker is not ours: what passes through it is not seen here.
pub fn no_exchange() -> String {
    let command = cli::command_line("logdump", "--web 8080");
    format!(
        "Cette séance n’a pas lancé de broker\u{a0}: elle ne voit pas ce qui passe. Placez logdump devant le vôtre\u{a0}: {command}"
    )
}

/// What to type in two other terminals.
pub fn broker_commands(broker: SocketAddr) -> [String; 2] {
    let port = match broker.port() {
        cli::DEFAULT_PORT => String::new(),
        port => format!("-p {port} "),
    };
    [
        cli::command_line("sub", &format!("{port}-v -t 'maison/#'")),
        cli::command_line("pub", &format!("{port}-t maison/salon/temperature -m 21.5")),
    ]
}

/// What can be asked without a terminal.
pub fn commands() -> String {
    let commands = [
        ("list", "la liste des exercices"),
        ("check", "tous les tests de l’exercice en cours"),
        ("check 02", "ceux de l’exercice 02"),
        ("hint", "un indice de plus"),
        ("repondre tp1", "remplir la feuille d’un TP"),
        ("submit", "un zip à remettre au professeur"),
        ("--help", "toutes les commandes"),
    ]
    .map(|(args, what)| (cli::command_line("atelier", args), what));
    // As they must be typed, they are longer under cargo.
    let width = commands.iter().map(|(command, _)| command.len()).fold(34, usize::max);
    let lines = commands.map(|(command, what)| format!("\n  {command:<width$} {what}")).concat();
    format!("Ici, il n’y a pas de terminal où suivre une séance. Vous pouvez demander\u{a0}:{lines}")
}

pub fn unknown_exercise(name: &str, known: &[String]) -> String {
    format!("il n’y a pas d’exercice «\u{a0}{name}\u{a0}»\u{a0}: choisissez parmi {}", known.join(", "))
}

pub fn already_at_start(exercise: &Exercise) -> String {
    format!("L’exercice {:02} est déjà comme au départ\u{a0}: rien n’a été changé.", exercise.number)
}

pub fn back_at_start(exercise: &Exercise, kept: &str) -> String {
    format!("✔ Exercice {:02} remis comme au départ. Votre code est gardé dans {kept}.", exercise.number)
}

/// No solution in this edition of the kit.
pub fn no_solution(exercise: &Exercise) -> String {
    let number = exercise.number;
    format!(
        "Ce kit ne contient pas les solutions\u{a0}: c’est l’édition des élèves. Quand le professeur le voudra, il vous \
         donnera le dossier solutions/{}. En attendant, un indice de plus\u{a0}: {}",
        exercise.id(),
        cli::command_line("atelier", &format!("hint {number:02}"))
    )
}

/// The solutions are there, but the teacher has not said so.
pub fn solution_not_allowed(exercise: &Exercise, file: &str) -> String {
    let number = exercise.number;
    format!(
        "Le professeur n’a pas encore permis de lire la solution de l’exercice {number:02}. Un indice de plus\u{a0}: {}\n(Pour \
         le professeur\u{a0}: écrivez {number:02} sur une ligne de {file}, ou le mot «\u{a0}toutes\u{a0}».)",
        cli::command_line("atelier", &format!("hint {number:02}"))
    )
}

pub fn cannot_read(file: &Path) -> String {
    format!(
        "impossible de lire {}\u{a0}: vérifiez que ce fichier existe et que vous avez le droit de le lire",
        file.display()
    )
}

pub fn cannot_write(file: &Path) -> String {
    format!(
        "impossible d’écrire {}\u{a0}: vérifiez que le dossier n’est pas en lecture seule et que le disque n’est pas plein",
        file.display()
    )
}

pub fn not_saved(file: &Path, error: &io::Error) -> String {
    format!(
        "Votre progression ne peut pas être gardée dans {}\u{a0}: {}. Vérifiez que ce dossier n’est pas en lecture \
         seule\u{202f}; en attendant, tout le reste marche.",
        file.display(),
        cli::describe(error)
    )
}

pub fn progress_set_aside(file: &Path, aside: &Path) -> String {
    format!(
        "Le fichier de progression {} est illisible\u{a0}: il est mis de côté sous le nom {}, et vous repartez de zéro. \
         Vos exercices, eux, sont intacts\u{a0}: relancez leurs tests.",
        file.display(),
        aside.file_name().unwrap_or_default().to_string_lossy()
    )
}

pub fn progress_unreadable(file: &Path, error: &io::Error) -> String {
    format!(
        "Le fichier de progression {} ne peut pas être lu ({}), ni mis de côté\u{a0}: effacez-le. Vos exercices sont \
         intacts.",
        file.display(),
        cli::describe(error)
    )
}
