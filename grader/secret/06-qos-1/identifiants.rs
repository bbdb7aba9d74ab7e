use exercise_06::{Emetteur, Paquet};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for conversation in 0..12 {
        let mut sender = Emetteur::nouveau();
        let mut waiting: Vec<u16> = Vec::new();
        // One conversation in three begins near the end of the identifiers, some of them in flight. The first ones stay so,
        // several in a row: skipping one is not enough.
        if conversation % 3 == 0 {
            let held = cases.draw.number(2..=4) as u16;
            for _ in 0..65_535 - cases.draw.number(0..=12) {
                let packet = sender.publier("a");
                let Paquet::Publish { id, .. } = packet else { continue };
                let id: u16 = id;
                if id <= held {
                    continue;
                }
                if waiting.len() < 6 && cases.draw.number(0..=4) == 0 {
                    waiting.push(id);
                } else {
                    sender.recevoir(Paquet::Puback { id });
                }
            }
        }
        for _ in 0..40 {
            if !waiting.is_empty() && cases.draw.flag() {
                let id = waiting.swap_remove(cases.draw.size(0..=waiting.len() - 1));
                sender.recevoir(Paquet::Puback { id });
                continue;
            }
            let length = cases.draw.size(0..=8);
            let message = cases.draw.text(length);
            let shown = match sender.publier(&message) {
                Paquet::Publish { dup, id, message } => {
                    let (dup, id, message): (bool, u16, String) = (dup, id, message);
                    waiting.push(id);
                    format!("PUBLISH {dup} {id} {message:?}")
                }
                Paquet::Puback { id } => {
                    let id: u16 = id;
                    format!("PUBACK {id}")
                }
            };
            cases.line(format_args!("échange {conversation} : publier({message:?})"), shown);
        }
    }
}
