use exercise_07::{Paquet, Recepteur};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for conversation in 0..12 {
        let mut receiver = Recepteur::nouveau();
        for number in 0..25 {
            // Few identifiers, so that they come again, before PUBREL and after.
            let id = cases.draw.one_of(&[1, 7, 8, 300, 65_535]);
            let dup = cases.draw.flag();
            let (call, packet) = match cases.draw.number(0..=8) {
                0 => ("PUBREC", Paquet::Pubrec { id }),
                1 => ("PUBCOMP", Paquet::Pubcomp { id }),
                2..=4 => ("PUBREL", Paquet::Pubrel { id }),
                _ => ("PUBLISH", Paquet::Publish { dup, id, message: format!("message {number}") }),
            };
            let shown = match receiver.recevoir(packet).envoie {
                None => "rien".to_owned(),
                Some(Paquet::Pubrec { id }) => {
                    let id: u16 = id;
                    format!("PUBREC {id}")
                }
                Some(Paquet::Pubcomp { id }) => {
                    let id: u16 = id;
                    format!("PUBCOMP {id}")
                }
                Some(Paquet::Publish { .. }) => "PUBLISH".to_owned(),
                Some(Paquet::Pubrel { .. }) => "PUBREL".to_owned(),
            };
            cases.line(format_args!("échange {conversation} : {call} {id} (dup {dup})"), shown);
        }
    }
}
