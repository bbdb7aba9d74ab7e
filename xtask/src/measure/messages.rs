//! What the charts and the files of figures say, in French.

pub const EXACT: &str = "Octets et paquets, les mêmes sur toute machine : écrits par `cargo x measure`,\n\
    comparés par `cargo x measure --check`.";
pub const INDICATIVE: &str = "Temps, et octets qui dépendent des versions : écrits par `cargo x measure`.\n\
    Une autre machine en donne d’autres.";

pub const UP: &str = "du client";
pub const DOWN: &str = "vers le client";
pub const PUBLISHER: &str = "entre le publieur et le broker";
pub const SUBSCRIBER: &str = "entre le broker et l’abonné";

pub const WEIGHT: &str = "Octets pour 100 messages de la maison";
pub const MQTT_ONE: &str = "MQTT, une connexion";
pub const MQTT_EACH: &str = "MQTT, une connexion par message";
pub const HTTP_ONE: &str = "HTTP/1.1 au plus court, une connexion";
pub const HTTP_EACH: &str = "HTTP/1.1 au plus court, une par message";

pub const TLS: &str = "Octets d’une connexion qui publie un message";
pub const CLEAR: &str = "en clair";
pub const TLS12: &str = "TLS 1.2";
pub const TLS13: &str = "TLS 1.3";

pub const QOS: &str = "Octets d’un message, selon la QoS";

pub fn qos(qos: u8, packets: u64) -> String {
    format!("QoS {qos} : {packets} paquets")
}

/// One bar, in the description for those who do not see the chart.
pub fn bar(label: &str, first: u64, second: u64, legend: [&str; 2]) -> String {
    let [first, second, total] = [first, second, first + second].map(|value| number(&value.to_string()));
    format!("{label} : {total} octets, dont {first} {} et {second} {}.", legend[0], legend[1])
}

/// A number as French writes it: a comma, and thousands apart. Other words are left as they are.
pub fn number(text: &str) -> String {
    if text.matches('.').count() > 1 || text.parse::<f64>().is_err() {
        return text.to_owned();
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut shown = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            shown.push('\u{202f}');
        }
        shown.push(digit);
    }
    if !decimals.is_empty() {
        shown.push(',');
        shown += decimals;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_french_and_versions_are_left_alone() {
        for (text, expected) in [
            ("7", "7"),
            ("122", "122"),
            ("1234", "1\u{202f}234"),
            ("1234567", "1\u{202f}234\u{202f}567"),
            ("21.5", "21,5"),
            ("7.88.1", "7.88.1"),
            ("3.0.17-f", "3.0.17-f"),
        ] {
            assert_eq!(number(text), expected);
        }
    }
}
