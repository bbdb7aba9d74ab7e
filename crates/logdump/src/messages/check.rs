//! What concerns `logdump check`.

use std::collections::BTreeSet;

use evidence::Imprint;
pub use evidence::messages::{
    AGREEMENT_MEANS, agreement, marked, nearest, not_followed, present_of, remarks as check_remarks,
};
use mqtt_trace::messages::count;
use mqtt_trace::visible::Visible;

/// Help of `check`.
pub const HELP_CHECK: &str = "Vérifie qu’une trace montre ce que demande un TP, et dit ce qui manque";
/// How to read what it prints.
pub const AFTER_CHECK: &str = "\
Code de sortie\u{a0}: 0 si la trace montre tout, 1 s’il manque quelque chose, 2 si la trace ou les règles ne peuvent pas être lues.";
/// Help of the trace.
pub const HELP_TRACE: &str = "Trace à vérifier (logdump --record), ou capture, ou journal de Mosquitto";
/// Help of `--rules`.
pub const HELP_RULES: &str = "Règles à suivre\u{a0}; sans l’option, celles du kit qui portent le nom de la trace (tp1 pour traces/tp1.jsonl)";
/// Help of `--cross-check`.
pub const HELP_CROSS_CHECK: &str =
    "Enregistrement du broker du professeur\u{a0}: dit combien de paquets de la trace s’y retrouvent";
/// Help of `--seat`.
pub const HELP_CHECK_SEAT: &str = "N’accepter que les client id et les topics de ce poste (7 ou poste07)";

/// No rules were named, and none can be found.
#[must_use]
pub fn no_rules(trace: &str, folder: &str) -> String {
    format!(
        "quelles règles pour {trace}\u{202f}? Aucune ne porte son nom dans {folder}\u{a0}: donnez-les par --rules, ou lancez la \
         commande depuis le dossier du kit"
    )
}

/// What was given for a seat is none.
#[must_use]
pub fn wrong_seat(written: &str) -> String {
    format!("«\u{a0}{written}\u{a0}» n’est pas un poste\u{a0}: écrivez 7, 07 ou poste07")
}

/// Whether a rule is kept; all as wide as each other.
#[must_use]
pub fn state(present: bool, optional: bool) -> &'static str {
    match (present, optional) {
        (true, _) => "✓ présent    ",
        (false, false) => "✗ manquant   ",
        (false, true) => "· facultatif ",
    }
}

/// In the place of a row: the line was cut, and the trace does not tell when.
pub const CUT_BEFORE: &str = "           ✂ coupure, sans DISCONNECT (la trace s’interrompt)";

/// Whose trace it is.
#[must_use]
pub fn trace_is(name: &str, imprint: &Imprint) -> String {
    let mut told = vec![count(imprint.packets(), "paquet", "paquets")];
    let seats: BTreeSet<String> = imprint.seats().iter().map(|seat| Visible(seat).to_string()).collect();
    told.extend(seats);
    if let Some(session) = imprint.sessions().first() {
        told.push(format!("session {}", Visible(session)));
    }
    format!("{name}\u{a0}: {}", told.join(", "))
}

/// What to do about it.
#[must_use]
pub fn to_do(help: &str) -> String {
    format!("À faire\u{a0}: {help}")
}

/// Something to know of the trace as a whole.
#[must_use]
pub fn remark(text: &str) -> String {
    format!("Remarque\u{a0}: {text}")
}
