//! The simulated house: the same seed gives the same readings. No clock, no network.

use fastrand::Rng;
use rumqttc::QoS;

use crate::sensor::{Movement, Rain, Walk, daylight};

/// Simulated time from one round to the next, in seconds.
pub const ROUND_SECONDS: u64 = 10;

/// What the house's clock says at the first round: 8:00, so that light and movement are worth watching.
const FIRST_SECOND: u64 = 8 * 3600;

/// One measure at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Beginning with `maison/`.
    pub topic: String,
    /// A number with a point, or `oui` / `non`.
    pub payload: String,
    /// What losing or doubling this measure would cost: nothing for a temperature, an alarm for a movement.
    pub qos: QoS,
    /// A state that holds until the next reading, and so is worth retaining; a movement is an event.
    pub is_state: bool,
}

/// All the readings of one round.
#[derive(Debug, PartialEq, Eq)]
pub struct Round {
    /// Seconds since midnight on the house's clock.
    pub second: u64,
    /// In a fixed order.
    pub readings: Vec<Reading>,
}

/// The house, from one round to the next.
#[derive(Debug)]
pub struct House {
    rng: Rng,
    second: u64,
    rooms: Vec<Room>,
    outdoors: Vec<Place>,
    /// Share of daylight that the clouds let through.
    sky: Walk,
    rain: Rain,
}

#[derive(Debug)]
struct Room {
    name: &'static str,
    temperature: Walk,
    humidity: Walk,
    movement: Movement,
    air_quality: Walk,
}

#[derive(Debug)]
struct Place {
    name: &'static str,
    /// Share of daylight that reaches the sensor: the terrace is covered.
    shade: f64,
    humidity: Walk,
}

impl House {
    /// A house whose readings depend on `seed` alone.
    pub fn new(seed: u64) -> Self {
        let room = |name, celsius, humidity, air_quality| Room {
            name,
            temperature: Walk::new(celsius, 18.0, 24.0, 0.15),
            humidity: Walk::new(humidity, 40.0, 60.0, 0.6),
            movement: Movement::default(),
            air_quality: Walk::new(air_quality, 0.0, 100.0, 2.0),
        };
        let place = |name, shade| Place { name, shade, humidity: Walk::new(65.0, 30.0, 100.0, 0.8) };
        Self {
            rng: Rng::with_seed(seed),
            second: FIRST_SECOND,
            rooms: vec![
                room("chambre_1", 19.0, 48.0, 25.0),
                room("chambre_2", 19.5, 48.0, 25.0),
                room("sdb", 22.0, 55.0, 30.0),
                room("salon", 20.5, 47.0, 35.0),
                room("cuisine", 21.0, 50.0, 45.0),
            ],
            outdoors: vec![place("terrasse", 0.6), place("jardin", 1.0)],
            sky: Walk::new(0.8, 0.3, 1.0, 0.03),
            rain: Rain::default(),
        }
    }

    /// The next round of readings; the house's clock then moves on by [`ROUND_SECONDS`].
    pub fn round(&mut self) -> Round {
        let rng = &mut self.rng;
        let mut readings = Vec::new();
        let mut read = |place: &str, measure: &str, qos, payload: String| {
            let topic = format!("maison/{place}{measure}");
            readings.push(Reading { topic, payload, qos, is_state: measure != "mouvement" });
        };
        for room in &mut self.rooms {
            let place = format!("{}/", room.name);
            let yes_or_no = |present| if present { "oui" } else { "non" };
            read(&place, "temperature", QoS::AtMostOnce, format!("{:.1}", room.temperature.next(rng)));
            read(&place, "humidite", QoS::AtMostOnce, format!("{:.0}", room.humidity.next(rng)));
            read(&place, "mouvement", QoS::ExactlyOnce, yes_or_no(room.movement.next(rng)).to_owned());
            read(&place, "qualite-air", QoS::AtLeastOnce, format!("{:.0}", room.air_quality.next(rng)));
        }
        let rain = self.rain.next(rng);
        let mut light = daylight(self.second) * self.sky.next(rng);
        if rain > 0.0 {
            light *= 0.4;
        }
        for place in &mut self.outdoors {
            let name = format!("{}/", place.name);
            read(&name, "luminosite", QoS::AtMostOnce, format!("{:.0}", light * place.shade));
            read(&name, "humidite", QoS::AtMostOnce, format!("{:.0}", place.humidity.next(rng)));
        }
        read("", "pluie", QoS::AtLeastOnce, format!("{rain:.1}"));
        let second = self.second;
        self.second = (second + ROUND_SECONDS) % 86_400;
        Round { second, readings }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_topic_tree() {
        let round = House::new(1).round();
        let tree: Vec<_> =
            round.readings.iter().map(|r| format!("QoS {} {}", r.qos as u8, r.topic)).collect();
        insta::assert_snapshot!(tree.join("\n"));
    }

    #[test]
    fn a_seed_decides_every_reading() {
        let (mut one, mut same, mut other) = (House::new(7), House::new(7), House::new(8));
        let rounds = |house: &mut House| (0..100).map(|_| house.round()).collect::<Vec<_>>();
        let first = rounds(&mut one);
        assert_eq!(first, rounds(&mut same));
        assert_ne!(first, rounds(&mut other));
    }

    #[test]
    fn values_stay_in_their_range() {
        let mut house = House::new(3);
        for _ in 0..2 * 8640 {
            for Reading { topic, payload, .. } in house.round().readings {
                let outdoors = topic.contains("jardin") || topic.contains("terrasse");
                let measure = topic.rsplit('/').next().unwrap_or_default();
                let range = match measure {
                    "temperature" => 18.0..=24.0,
                    "humidite" if outdoors => 30.0..=100.0,
                    "humidite" => 40.0..=60.0,
                    "qualite-air" => 0.0..=100.0,
                    "luminosite" => 0.0..=60_000.0,
                    "pluie" => 0.0..=12.0,
                    "mouvement" => {
                        assert!(payload == "oui" || payload == "non", "{topic} {payload}");
                        continue;
                    }
                    _ => panic!("unexpected topic {topic}"),
                };
                let value: f64 = payload.parse().expect("a number with a point");
                assert!(range.contains(&value), "{topic} {payload}");
            }
        }
    }

    #[test]
    fn the_clock_starts_at_eight_and_wraps_at_midnight() {
        let mut house = House::new(1);
        let seconds: Vec<_> = (0..8641).map(|_| house.round().second).collect();
        assert_eq!(seconds[..2], [28_800, 28_810]);
        assert_eq!(seconds[8640], 28_800);
        assert!(seconds.contains(&0));
    }

    #[test]
    fn only_movements_are_events() {
        for reading in House::new(1).round().readings {
            assert_eq!(reading.is_state, !reading.topic.ends_with("mouvement"), "{}", reading.topic);
        }
    }
}
