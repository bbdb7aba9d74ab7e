use exercise_11::Publication;
use pilot::{Cases, bytes};

const ORDERS: &str = "maison/salon/lampe/commande";

pub fn cases(cases: &mut Cases) {
    for _ in 0..150 {
        let topic = match cases.draw.number(0..=5) {
            0..=3 => ORDERS,
            4 => cases.draw.one_of(&["maison/salon/lampe/etat", "maison/salon/lampe", "maison/alerte"]),
            _ => cases.draw.one_of(&["maison/cuisine/lampe/commande", "maison/salon/lampe/commande/x", "commande"]),
        };
        let payload: Vec<u8> = match cases.draw.number(0..=4) {
            0 | 1 => b"allume".to_vec(),
            2 | 3 => b"eteins".to_vec(),
            _ => cases.draw.one_of(&["", "oui", "allumee", "eteinte", "Allume", "eteint", "inconnu"]).into(),
        };
        let answer: Option<Publication> = exercise_11::decide(topic, &payload);
        let shown = match answer {
            None => "None".to_owned(),
            Some(publication) => {
                let payload: String = publication.payload;
                format!("Some({payload:?})")
            }
        };
        cases.line(format_args!("decide({topic:?}, {})", bytes(&payload)), shown);
    }
}
