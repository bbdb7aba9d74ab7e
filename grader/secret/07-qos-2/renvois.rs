use exercise_07::{Emetteur, Paquet};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for conversation in 0..30 {
        let mut sender = Emetteur::nouveau();
        // The identifier under which each message left: how they are chosen has a group of its own.
        let mut sent: Vec<(String, u16)> = Vec::new();
        let mut published: Vec<u16> = Vec::new();
        let mut released: Vec<u16> = Vec::new();
        for number in 0..24 {
            match cases.draw.number(0..=7) {
                0..=2 => {
                    let length = cases.draw.size(1..=3);
                    let message = format!("{}{number}", cases.draw.name(length));
                    let packet = sender.publier(&message);
                    if let Paquet::Publish { id, .. } = packet {
                        let id: u16 = id;
                        sent.push((message, id));
                        published.push(id);
                    }
                }
                // A receiver answers in the order of the PUBLISH [MQTT-4.6.0-3].
                3 if !published.is_empty() => {
                    let id = published.remove(0);
                    sender.recevoir(Paquet::Pubrec { id });
                    released.push(id);
                }
                4 if !released.is_empty() => {
                    let id = released.remove(cases.draw.size(0..=released.len() - 1));
                    sender.recevoir(Paquet::Pubcomp { id });
                }
                // What must change nothing: too early, again, or of no message.
                5 => {
                    let id = if published.is_empty() || cases.draw.flag() {
                        cases.draw.number(30_000..=60_000) as u16
                    } else {
                        cases.draw.one_of(&published)
                    };
                    sender.recevoir(Paquet::Pubcomp { id });
                }
                6 if !released.is_empty() => {
                    let id = cases.draw.one_of(&released);
                    sender.recevoir(Paquet::Pubrec { id });
                }
                _ => {}
            }
            if cases.draw.number(0..=2) > 0 {
                continue;
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
                    Paquet::Pubrel { id } => {
                        let id: u16 = id;
                        let first = sent.iter().find(|(_, first)| *first == id);
                        format!("PUBREL de {:?} ; ", first.map(|(message, _)| message))
                    }
                    Paquet::Pubrec { .. } => "PUBREC ; ".to_owned(),
                    Paquet::Pubcomp { .. } => "PUBCOMP ; ".to_owned(),
                };
            }
            cases.line(format_args!("échange {conversation}, coupure {number} : reconnecter()"), shown);
        }
    }
}
