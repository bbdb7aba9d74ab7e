//! What the builder writes in pages for readers, in French.

use quiz::public::VeiledKind;

/// Heads of the table of explained bytes.
pub(crate) const BYTE_HEADS: [&str; 6] =
    ["Place", "Octets", "Bits", "Champ", "Valeur, et ce qu’elle dit", "Norme"];

/// The caption of a table of explained bytes.
pub(crate) fn byte_caption(packet: Option<&str>, size: usize) -> String {
    let bytes = mqtt_trace::messages::count(size, "octet", "octets");
    match packet {
        Some(packet) => format!("{packet}, {bytes}"),
        None => bytes,
    }
}

/// A wide figure or table that scrolls sideways, for who works by keyboard.
pub(crate) const SCROLLS: &str = "figure, se fait défiler si elle est plus large que l’écran";

/// The title of the teacher's guide.
pub(crate) const GUIDE: &str = "Guide de l’enseignant";

/// What the teacher's guide is.
pub(crate) const GUIDE_ABOUT: &str = "Préparer, conduire et noter la séquence";

/// Heads of the table of a session.
pub(crate) const PLAN_HEADS: &str = "| de | à | quoi |\n|----|---|------|";

/// The last step of a lab sheet.
pub(crate) const QUESTIONS: &str = "Questions objectives";

/// What stands in place of the buttons of a self-test whose script does not run.
pub(crate) const WITHOUT_SCRIPT: &str = "Pour répondre ici, il faut JavaScript. Sinon\u{a0}: <code>cargo run --bin atelier -- quiz</code>, dans le terminal.";

/// The head of a question of a self-test.
pub(crate) fn question(number: usize, kind: VeiledKind) -> String {
    let how = match kind {
        VeiledKind::Single => "une réponse",
        VeiledKind::Several => "plusieurs réponses",
        VeiledKind::Order => "à mettre dans l’ordre",
        VeiledKind::Bytes => "des octets",
        VeiledKind::Number => "un nombre",
    };
    format!("Question {number}, {how}")
}

/// Before the field for bytes.
pub(crate) const BYTES: &str = "Octets, en hexadécimal\u{a0}:";

/// Before the field for a number.
pub(crate) const NUMBER: &str = "Nombre\u{a0}:";

/// The button that compares.
pub(crate) const VERIFY: &str = "Vérifier";

/// The button that saves the answers.
pub(crate) const SAVE: &str = "Enregistrer mes réponses";

/// What to do with the file.
pub(crate) const WHERE_TO: &str = "Le fichier se range dans <code>reponses/</code>. Le correcteur le relit\u{a0}: ce que dit cette page ne compte pas.";

/// The button that moves a thing up.
pub(crate) fn up(what: &str) -> String {
    format!("Monter\u{a0}: {}", what.replace('`', ""))
}

/// The button that moves a thing down.
pub(crate) fn down(what: &str) -> String {
    format!("Descendre\u{a0}: {}", what.replace('`', ""))
}
