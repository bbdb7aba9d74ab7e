//! What concerns `logdump check`.

use std::collections::BTreeSet;

use evidence::messages::{list, obstacle, quoted};
use evidence::{Agreement, Imprint, Mark, Missing, Near, Verdict};
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

/// A packet and its place.
#[must_use]
pub fn marked(mark: &Mark) -> String {
    format!("ligne {}\u{a0}: {}, {}", mark.place, Visible(&mark.client), mark.text)
}

/// What did not follow.
#[must_use]
pub fn not_followed(missing: &Missing) -> String {
    let wanted = &missing.wanted;
    if missing.seen.is_empty() {
        format!("Jamais vu\u{a0}: {wanted}.")
    } else {
        format!("Puis jamais\u{a0}: {wanted}.")
    }
}

/// What came nearest to what is missing.
#[must_use]
pub fn nearest(near: &Near) -> String {
    let Mark { place, client, text, .. } = &near.mark;
    let client = Visible(client);
    format!("Le plus proche est ligne {place}, {text} ({client})\u{a0}: {}.", obstacle(&near.obstacle))
}

/// What to do about it.
#[must_use]
pub fn to_do(help: &str) -> String {
    format!("À faire\u{a0}: {help}")
}

/// What should be known of the trace as a whole.
#[must_use]
pub fn check_remarks(holes: u64, imprint: &Imprint, verdicts: &[Verdict<'_>]) -> Vec<String> {
    let mut remarks = Vec::new();
    if holes > 0 {
        let holes = count(holes, "endroit", "endroits");
        remarks.push(format!(
            "Remarque\u{a0}: la trace a des trous ({holes})\u{202f}; ce qui manque est peut-être là."
        ));
    }
    if imprint.backwards() > 0 {
        remarks.push("Remarque\u{a0}: l’heure recule dans cette trace.".to_owned());
    }
    let seats: BTreeSet<&str> = verdicts.iter().filter_map(|verdict| verdict.seat.as_deref()).collect();
    if seats.len() > 1 {
        let seats: Vec<String> = seats.into_iter().map(str::to_owned).collect();
        remarks.push(format!("Remarque\u{a0}: plusieurs postes dans cette trace, {}.", list(&seats, "et")));
    }
    remarks
}

/// The sum.
#[must_use]
pub fn present_of(present: usize, wanted: usize) -> String {
    match wanted - present {
        0 => format!("{}\u{a0}: rien ne manque.", count(wanted, "règle", "règles")),
        missing => {
            format!("{} sur {wanted}\u{a0}: il en manque {missing}.", count(present, "règle", "règles"))
        }
    }
}

/// How a trace agrees with another record.
#[must_use]
pub fn agreement(other: &str, agreement: &Agreement) -> String {
    let Agreement { packets, found, shift, lacking } = agreement;
    let found = count(*found, "paquet se retrouve", "paquets se retrouvent");
    let clocks = match shift.unsigned_abs() / 1_000_000 {
        0 => "les deux horloges s’accordent".to_owned(),
        seconds => {
            let way = if *shift > 0 { "avance" } else { "retarde" };
            format!("l’horloge de l’autre enregistrement {way} de {seconds}\u{a0}s")
        }
    };
    let lacking = if lacking.is_empty() { "." } else { ". N’y sont pas, pour commencer\u{a0}:" };
    format!("{found}, sur {packets}, dans {}\u{202f}; {clocks}{lacking}", quoted(other))
}

/// What agreement proves.
pub const AGREEMENT_MEANS: &str = "\
Un paquet n’est retrouvé que s’il est le même, du même client, dans le même sens et au même moment, au décalage des \
horloges près. Un échange avec un autre broker ne peut pas s’y trouver.";
