use exercise_11::Publication;
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..150 {
        let length = cases.draw.size(1..=8);
        let room = cases.draw.name(length).replace('/', "_");
        let topic = match cases.draw.number(0..=7) {
            0..=4 => format!("maison/{room}/mouvement"),
            5 => format!("maison/{room}/humidite"),
            6 => "maison/alerte".to_owned(),
            _ => format!("maison/{room}/mouvement/batterie"),
        };
        let payload: Vec<u8> = match cases.draw.number(0..=5) {
            0..=2 => b"oui".to_vec(),
            3 => cases.draw.bytes(3),
            4 => cases.draw.one_of(&["OUI", "Oui", "oui ", " oui", "ou", "oui\n", "1", "true", ""]).into(),
            _ => b"non".to_vec(),
        };
        let answer: Option<Publication> = exercise_11::decide(&topic, &payload);
        // What an alert holds has a group of its own.
        let shown = match answer {
            None => "None".to_owned(),
            Some(publication) => {
                let topic: String = publication.topic;
                format!("Some({topic:?})")
            }
        };
        cases.line(format_args!("decide({topic:?}, {})", bytes(&payload)), shown);
    }
}
