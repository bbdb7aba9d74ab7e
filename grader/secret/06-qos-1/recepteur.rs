use exercise_06::{Paquet, recepteur};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..150 {
        // Few identifiers, so that they come again, with DUP and without.
        let id = cases.draw.one_of(&[1, 7, 8, 300, 65_535]);
        let length = cases.draw.size(0..=8);
        let message = cases.draw.text(length);
        let dup = cases.draw.flag();
        let (call, packet) = if cases.draw.number(0..=4) == 0 {
            (format!("PUBACK {id}"), Paquet::Puback { id })
        } else {
            (format!("PUBLISH {dup} {id} {message:?}"), Paquet::Publish { dup, id, message })
        };
        let reaction = recepteur(packet);
        let delivered: Option<String> = reaction.livre;
        let answer = match reaction.envoie {
            None => "rien".to_owned(),
            Some(Paquet::Puback { id }) => {
                let id: u16 = id;
                format!("PUBACK {id}")
            }
            Some(Paquet::Publish { .. }) => "PUBLISH".to_owned(),
        };
        cases.line(format_args!("recepteur({call})"), format_args!("livre {delivered:?}, envoie {answer}"));
    }
}
