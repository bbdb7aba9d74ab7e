use exercise_06::{Emetteur, Paquet};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for conversation in 0..24 {
        let mut sender = Emetteur::nouveau();
        // Some conversations cross the end of the identifiers: the order of sending is then not theirs.
        if cases.draw.number(0..=3) == 0 {
            for _ in 0..65_535 - cases.draw.number(0..=4) {
                let packet = sender.publier("a");
                let Paquet::Publish { id, .. } = packet else { continue };
                sender.recevoir(Paquet::Puback { id });
            }
        }
        // The identifier under which each message left: how they are chosen has a group of its own.
        let mut sent: Vec<(String, u16)> = Vec::new();
        for round in 0..4 {
            for _ in 0..cases.draw.size(0..=4) {
                let length = cases.draw.size(1..=3);
                let message = format!("{}{}", cases.draw.name(length), sent.len());
                let packet = sender.publier(&message);
                if let Paquet::Publish { id, .. } = packet {
                    let id: u16 = id;
                    sent.push((message, id));
                }
            }
            let again: Vec<Paquet> = sender.reconnecter();
            let mut shown = String::new();
            for packet in again {
                shown += &match packet {
                    Paquet::Publish { dup, id, message } => {
                        let (dup, id, message): (bool, u16, String) = (dup, id, message);
                        let same = sent.iter().any(|first| *first == (message.clone(), id));
                        let named = if same { "même identifiant" } else { "autre identifiant" };
                        format!("PUBLISH {dup} {message:?} {named} ; ")
                    }
                    Paquet::Puback { .. } => "PUBACK ; ".to_owned(),
                };
            }
            cases.line(format_args!("échange {conversation}, coupure {round} : reconnecter()"), shown);
        }
    }
}
