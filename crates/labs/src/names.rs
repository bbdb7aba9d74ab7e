//! What the drawn clients and topics are called.

use crate::draw::Draw;

const SITES: [&str; 10] =
    ["maison", "serre", "atelier", "lycee", "parking", "entrepot", "piscine", "musee", "ferme", "gare"];
const ZONES: [&str; 8] = ["nord", "sud", "hall", "quai", "cave", "toit", "cour", "bureau"];
const SENSORS: [&str; 6] = ["sonde", "capteur", "station", "module", "balise", "noeud"];
const SCREENS: [&str; 4] = ["ecran", "tableau", "console", "mobile"];

/// Each measure with what it may be worth, in tenths.
const MEASURES: [(&str, u64, u64); 7] = [
    ("temperature", 85, 289),
    ("humidite", 350, 890),
    ("pression", 9890, 10270),
    ("niveau", 45, 990),
    ("debit", 60, 480),
    ("bruit", 320, 1180),
    ("courant", 12, 158),
];

/// The world of one log.
#[derive(Debug)]
pub(crate) struct Names {
    pub site: &'static str,
    pub zones: [&'static str; 3],
    /// Client identifiers of what measures.
    pub sensors: [String; 4],
    /// Client identifiers of what shows.
    pub screens: [String; 3],
    measures: Vec<(&'static str, u64, u64)>,
}

impl Names {
    pub(crate) fn draw(draw: &mut Draw) -> Names {
        let [site] = draw.some_of(&SITES);
        let zones = draw.some_of(&ZONES);
        let sensors: [&str; 4] = draw.some_of(&SENSORS);
        let screens: [&str; 3] = draw.some_of(&SCREENS);
        let mut numbers = draw.shuffled(10_u8..100).into_iter();
        let mut named = |stem: &str| format!("{stem}-{}", numbers.next().unwrap_or_default());
        Names {
            site,
            zones,
            sensors: sensors.map(&mut named),
            screens: screens.map(&mut named),
            measures: draw.shuffled(MEASURES),
        }
    }

    /// A topic of the site: zone 0 to 2, then measure 0 to 6.
    pub(crate) fn topic(&self, zone: usize, measure: usize) -> String {
        format!("{}/{}/{}", self.site, self.zones[zone], self.measure(measure))
    }

    /// The name of a measure.
    pub(crate) fn measure(&self, measure: usize) -> &'static str {
        self.measures[measure].0
    }

    /// A payload that suits a measure, such as `21.5`.
    pub(crate) fn value(&self, measure: usize, draw: &mut Draw) -> String {
        let (_, low, high) = self.measures[measure];
        let tenths = draw.between(low, high);
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}
