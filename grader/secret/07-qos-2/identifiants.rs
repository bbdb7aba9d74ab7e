use exercise_07::{Emetteur, Paquet};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for conversation in 0..8 {
        let mut sender = Emetteur::nouveau();
        // Identifiers that wait for PUBREC, then for PUBCOMP.
        let mut published: Vec<u16> = Vec::new();
        let mut released: Vec<u16> = Vec::new();
        // One conversation in four begins near the end of the identifiers, some of them in flight.
        if conversation % 4 == 0 {
            for number in 0..65_535 - cases.draw.number(0..=8) {
                let packet = sender.publier("a");
                let Paquet::Publish { id, .. } = packet else { continue };
                let id: u16 = id;
                if number < 12 && cases.draw.flag() {
                    published.push(id);
                    continue;
                }
                sender.recevoir(Paquet::Pubrec { id });
                if number < 12 && cases.draw.flag() {
                    released.push(id);
                    continue;
                }
                sender.recevoir(Paquet::Pubcomp { id });
            }
        }
        for _ in 0..40 {
            match cases.draw.number(0..=4) {
                0 if !published.is_empty() => {
                    let id = published.remove(0);
                    sender.recevoir(Paquet::Pubrec { id });
                    released.push(id);
                }
                1 if !released.is_empty() => {
                    let id = released.remove(0);
                    sender.recevoir(Paquet::Pubcomp { id });
                }
                _ => {
                    let length = cases.draw.size(0..=8);
                    let message = cases.draw.text(length);
                    let shown = match sender.publier(&message) {
                        Paquet::Publish { dup, id, message } => {
                            let (dup, id, message): (bool, u16, String) = (dup, id, message);
                            published.push(id);
                            format!("PUBLISH {dup} {id} {message:?}")
                        }
                        Paquet::Pubrec { .. } => "PUBREC".to_owned(),
                        Paquet::Pubrel { .. } => "PUBREL".to_owned(),
                        Paquet::Pubcomp { .. } => "PUBCOMP".to_owned(),
                    };
                    cases.line(format_args!("échange {conversation} : publier({message:?})"), shown);
                }
            }
        }
    }
}
