//! The sentences that people read, in French.

mod asked;
mod faults;
mod told;

use std::time::Duration;

use mqtt_trace::messages::lasting;
use mqtt_trace::visible::Visible;

pub use asked::{list, mismatch_want};
pub(crate) use asked::{mismatch, step};
pub use faults::{problem, rule_error};
pub use told::{AGREEMENT_MEANS, agreement, marked, nearest, not_followed, present_of, remarks};

use crate::Obstacle;

/// A connection that ended without a word.
pub const CUT: &str = "coupure, sans DISCONNECT";

/// A client has come.
#[must_use]
pub fn opened(broker: &str) -> String {
    format!("connexion vers {}", Visible(broker))
}

/// A name or a text of somebody else's.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("«\u{a0}{text}\u{a0}»")
}

/// A text too long to be shown.
#[must_use]
pub fn long_text(size: usize) -> String {
    format!("un texte de {size} octets")
}

/// Why the packet that came nearest does not do.
#[must_use]
pub fn obstacle(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Field { why, .. } => why.clone(),
        Obstacle::Delay { since } => format!("il vient {} après", seconds(*since)),
        Obstacle::Forbidden => "il ne devait pas venir à ce moment-là".to_owned(),
    }
}

/// A time between two packets, as a person says it.
#[must_use]
pub fn seconds(time: Duration) -> String {
    // To the tenth of a second, as nobody counts milliseconds between two pings.
    let tenths = u64::try_from((time.as_millis() + 50) / 100).unwrap_or(u64::MAX);
    if time < Duration::from_secs(1) {
        return lasting(Duration::from_millis(u64::try_from(time.as_millis()).unwrap_or(u64::MAX)));
    }
    lasting(Duration::from_millis(tenths.saturating_mul(100)))
}
