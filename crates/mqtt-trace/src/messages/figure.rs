//! The words of figures, in French.

use std::time::Duration;

use super::LOST;

/// In a figure: a client connects, with or without keeping its session, and finds one or not.
#[must_use]
pub fn figure_connects(clean_session: bool, session_present: bool) -> String {
    let kept = if clean_session { "" } else { " (c0)" };
    let found = if session_present { ", session reprise" } else { "" };
    format!("se connecte{kept}{found}")
}

/// In a figure: a client that `connects`, and subscribes too.
#[must_use]
pub fn figure_subscribes(connects: &str, filters: &str) -> String {
    format!("{connects}, s’abonne à {filters}")
}

/// In a figure: a network connection is cut.
pub const FIGURE_CUT: &str = "connexion coupée";
/// In a figure: the broker closes a network connection.
pub const FIGURE_CLOSED: &str = "le broker ferme la connexion";
/// In a figure: nothing comes for a client.
pub const FIGURE_SILENT: &str = "rien n’arrive";

/// In a figure: time passes.
#[must_use]
pub fn figure_time(time: Duration) -> String {
    if time.subsec_millis() == 0 {
        format!("{}\u{a0}s plus tard", time.as_secs())
    } else {
        format!("{}\u{a0}ms plus tard", time.as_millis())
    }
}

/// In the text that stands for a figure: bytes go from one to another.
#[must_use]
pub fn figure_arrow(from: &str, to: &str, what: &str, lost: bool) -> String {
    let lost = if lost { LOST } else { "" };
    format!("{from} vers {to}\u{a0}: {what}{lost}.")
}

/// In a figure: the line of all clients that have none of their own.
pub const OTHER_CLIENTS: &str = "autres clients";

/// In a figure: events that are not drawn.
#[must_use]
pub fn left_out(events: u64) -> String {
    let events = super::count(events, "événement n’est pas dessiné", "événements ne sont pas dessinés");
    format!("… {events}\u{a0}: choisissez une partie de l’échange")
}
