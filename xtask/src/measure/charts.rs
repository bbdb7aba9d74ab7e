//! The three charts of the page.

use super::chart::{Bar, Chart};
use super::figures::Figures;
use super::messages as say;

/// The charts, from what was measured.
///
/// # Errors
/// When a figure is missing.
pub fn all(figures: &Figures) -> anyhow::Result<[Chart; 3]> {
    let both_ways = |label: &str, name: &str| -> anyhow::Result<Bar> {
        let values = [figures.whole(&format!("{name}.aller"))?, figures.whole(&format!("{name}.retour"))?];
        Ok(Bar { label: label.to_owned(), values })
    };
    let weight = vec![
        both_ways(say::MQTT_ONE, "poids.mqtt-une")?,
        both_ways(say::MQTT_EACH, "poids.mqtt-chaque")?,
        both_ways(say::HTTP_ONE, "poids.http-une")?,
        both_ways(say::HTTP_EACH, "poids.http-chaque")?,
    ];
    let tls = vec![
        both_ways(say::CLEAR, "tls.clair")?,
        both_ways(say::TLS12, "tls.tls12")?,
        both_ways(say::TLS13, "tls.tls13")?,
    ];
    let qos = (0..=2).map(|qos| {
        let of = |leg: &str, what: &str| figures.whole(&format!("qos{qos}.{leg}.{what}"));
        let packets = of("publieur", "paquets")? + of("abonne", "paquets")?;
        Ok(Bar {
            label: say::qos(qos, packets),
            values: [of("publieur", "octets")?, of("abonne", "octets")?],
        })
    });
    let qos = qos.collect::<anyhow::Result<Vec<Bar>>>()?;
    Ok([
        Chart { name: "poids", title: say::WEIGHT, legend: [say::UP, say::DOWN], bars: weight },
        Chart { name: "tls", title: say::TLS, legend: [say::UP, say::DOWN], bars: tls },
        Chart { name: "qos", title: say::QOS, legend: [say::PUBLISHER, say::SUBSCRIBER], bars: qos },
    ])
}
