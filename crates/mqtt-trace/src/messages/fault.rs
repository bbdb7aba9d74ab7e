//! What a proxy does on purpose, in French.

use std::time::Duration;

use crate::Fault;

/// What logdump does to the line.
#[must_use]
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Cut { lost: false } => "logdump coupe ici".to_owned(),
        Fault::Cut { lost: true } => "logdump coupe, ce paquet est perdu".to_owned(),
        Fault::Refused { reason } => format!("logdump ferme la connexion\u{a0}: {reason}"),
        Fault::Delayed { by } => format!("logdump retient ce paquet {}", lasting(*by)),
        Fault::Slowed { bytes_per_second } => {
            format!("logdump ralentit ce sens à {bytes_per_second}\u{a0}octets/s")
        }
        Fault::Resent => "logdump renvoie, comme en MQTT\u{a0}3.1".to_owned(),
        Fault::Lost => "logdump perd ce paquet (impossible en TCP réel)".to_owned(),
        Fault::Doubled => "logdump double ce paquet (impossible en TCP réel)".to_owned(),
        Fault::Swapped => "logdump passe le suivant avant (impossible en TCP réel)".to_owned(),
    }
}

/// The sign before what logdump does: scissors where the line ends, an hourglass where it waits, an arrow back
/// where it sends again, else a lightning.
#[must_use]
pub fn fault_sign(fault: &Fault) -> &'static str {
    match fault {
        Fault::Cut { .. } | Fault::Refused { .. } => "✂",
        Fault::Delayed { .. } | Fault::Slowed { .. } => "⧗",
        Fault::Resent => "↻",
        Fault::Lost | Fault::Doubled | Fault::Swapped => "↯",
    }
}

/// A time in its own unit: milliseconds, seconds or minutes.
#[must_use]
pub fn lasting(time: Duration) -> String {
    let seconds = time.as_secs();
    if time.subsec_millis() == 0 && seconds >= 60 && seconds.is_multiple_of(60) {
        format!("{}\u{a0}min", seconds / 60)
    } else if time.subsec_millis() == 0 && !time.is_zero() {
        format!("{}\u{a0}s", time.as_secs())
    } else if time.as_secs() == 0 {
        format!("{}\u{a0}ms", time.as_millis())
    } else {
        format!("{:.1}\u{a0}s", time.as_secs_f64()).replace('.', ",")
    }
}
