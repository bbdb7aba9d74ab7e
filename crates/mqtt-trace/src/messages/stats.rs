//! The words of figures about an exchange, in French.

use std::time::Duration;

use super::count;

/// Head of the table of packets.
pub const STATS_PACKETS: &str = "Paquets et octets";
/// Heads of its two halves.
pub const STATS_WAYS: [&str; 2] = ["vers le broker", "vers les clients"];
/// Heads of the columns of each half.
pub const STATS_PACKETS_BYTES: [&str; 2] = ["paquets", "octets"];
/// What is no packet.
pub const STATS_OTHERS: &str = "(indécodable)";
/// The last row.
pub const STATS_TOTAL: &str = "total";
/// Head of the table of messages.
pub const STATS_MESSAGES: &str = "Messages (PUBLISH, dans les deux sens)";
/// Heads of its columns.
pub const STATS_MESSAGE_HEADS: [&str; 4] = ["messages", "avec DUP", "octets", "de payload"];
/// Head of the table of times.
pub const STATS_TIMES: &str = "Temps de réponse, vus d’ici";
/// Heads of its columns.
pub const STATS_TIME_HEADS: [&str; 3] = ["réponses", "médiane", "maximum"];
/// Who publishes: a client, the broker.
pub const STATS_FROM: [&str; 2] = [" (client publie)", " (broker publie)"];
/// Head of the comparison.
pub const STATS_HTTP: &str = "Les mêmes messages en HTTP/1.1";

/// Under the table of packets: some have no bytes.
#[must_use]
pub fn stats_without_bytes(packets: u64) -> String {
    let known = count(packets, "paquet n’est connu", "paquets ne sont connus");
    format!("{known} que par le journal\u{a0}: leurs octets ne sont pas comptés.")
}

/// Under the table of packets: the exchange was not seen whole.
#[must_use]
pub fn stats_holes(holes: u64) -> String {
    let missing = count(holes, "partie de l’échange manque", "parties de l’échange manquent");
    format!("{missing}\u{a0}: ces chiffres sont incomplets.")
}

/// What the payloads are of all bytes.
#[must_use]
pub fn stats_overhead(payload: u64, total: u64) -> String {
    let rest = total.saturating_sub(payload);
    let percent = decimal(rest as f64 * 100.0 / total as f64);
    format!(
        "Le payload fait {} octets sur {}\u{a0}; tout le reste, {percent}\u{a0}%.",
        number(payload),
        number(total)
    )
}

/// What the messages cost in HTTP, and `here` if it is known; how it is counted.
#[must_use]
pub fn stats_http(messages: u64, bytes: u64, here: Option<u64>) -> String {
    let told = format!("{}\u{a0}: {} octets", count(messages, "message", "messages"), number(bytes));
    let compared = match here {
        Some(here) if here > 0 => {
            format!(", contre {} ici (rapport {})", number(here), decimal(bytes as f64 / here as f64))
        }
        _ => String::new(),
    };
    format!(
        "{told}{compared}.\n\
         Compté au plus court\u{a0}: chaque message, sans les renvois, est un PUT avec Host et \
         Content-Length, et sa réponse 204, sur une connexion déjà ouverte. «\u{a0}Ici\u{a0}» compte tous les \
         paquets MQTT, connexions, abonnements et acquittements compris\u{202f}; ni l’un ni l’autre ne compte TCP."
    )
}

/// A whole number, thousands apart.
#[must_use]
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push('\u{202f}');
        }
        shown.push(digit);
    }
    shown
}

/// A number to a tenth.
fn decimal(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

/// A duration with three digits or so: `0,42 ms`, `17,3 ms`, `1,20 s`.
#[must_use]
pub fn precise(time: Duration) -> String {
    let (value, unit) = match time.as_secs_f64() {
        seconds if seconds < 1.0 => (seconds * 1000.0, "ms"),
        seconds => (seconds, "s"),
    };
    let decimals = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.decimals$}\u{a0}{unit}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_durations() {
        for (value, expected) in
            [(0, "0"), (999, "999"), (1000, "1\u{202f}000"), (1_234_567, "1\u{202f}234\u{202f}567")]
        {
            assert_eq!(number(value), expected);
        }
        let table = [
            (0, "0,00\u{a0}ms"),
            (423, "0,42\u{a0}ms"),
            (17_349, "17,3\u{a0}ms"),
            (250_000, "250\u{a0}ms"),
            (1_200_000, "1,20\u{a0}s"),
        ];
        for (micros, expected) in table {
            assert_eq!(precise(Duration::from_micros(micros)), expected);
        }
    }
}
