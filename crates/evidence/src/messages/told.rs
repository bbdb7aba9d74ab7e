//! What is told of a rule, of a trace, and of its agreement with another record.

use std::collections::BTreeSet;

use mqtt_trace::messages::count;
use mqtt_trace::visible::Visible;

use super::{list, obstacle, quoted};
use crate::{Agreement, Imprint, Mark, Missing, Near, Verdict};

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

/// What should be known of the trace as a whole; each begins in the middle of a sentence.
#[must_use]
pub fn remarks(holes: u64, imprint: &Imprint, verdicts: &[Verdict<'_>]) -> Vec<String> {
    let mut remarks = Vec::new();
    if holes > 0 {
        let holes = count(holes, "endroit", "endroits");
        remarks.push(format!("la trace a des trous ({holes})\u{202f}; ce qui manque est peut-être là."));
    }
    if imprint.backwards() > 0 {
        remarks.push("l’heure recule dans cette trace.".to_owned());
    }
    let seats: BTreeSet<&str> = verdicts.iter().filter_map(|verdict| verdict.seat.as_deref()).collect();
    if seats.len() > 1 {
        let seats: Vec<String> = seats.into_iter().map(str::to_owned).collect();
        remarks.push(format!("plusieurs postes dans cette trace, {}.", list(&seats, "et")));
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
