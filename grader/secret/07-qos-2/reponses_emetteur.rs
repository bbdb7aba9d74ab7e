use exercise_07::{Emetteur, Paquet};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for conversation in 0..12 {
        let mut sender = Emetteur::nouveau();
        let mut known: Vec<u16> = Vec::new();
        for number in 0..20 {
            if cases.draw.number(0..=2) == 0 {
                let packet = sender.publier(&format!("message {number}"));
                if let Paquet::Publish { id, .. } = packet {
                    let id: u16 = id;
                    known.push(id);
                }
                continue;
            }
            // Of a message of any age, or of none: PUBREC always wants PUBREL, PUBCOMP never wants anything.
            let unknown = cases.draw.number(30_000..=60_000) as u16;
            let id = if known.is_empty() || cases.draw.flag() { unknown } else { cases.draw.one_of(&known) };
            let (call, packet) = match cases.draw.number(0..=4) {
                0 => ("PUBCOMP", Paquet::Pubcomp { id }),
                1 => ("PUBREL", Paquet::Pubrel { id }),
                _ => ("PUBREC", Paquet::Pubrec { id }),
            };
            let shown = match sender.recevoir(packet) {
                None => "rien".to_owned(),
                Some(Paquet::Pubrel { id }) => {
                    let id: u16 = id;
                    format!("PUBREL {id}")
                }
                Some(Paquet::Publish { .. }) => "PUBLISH".to_owned(),
                Some(Paquet::Pubrec { .. }) => "PUBREC".to_owned(),
                Some(Paquet::Pubcomp { .. }) => "PUBCOMP".to_owned(),
            };
            cases.line(format_args!("échange {conversation} : {call} {id}"), shown);
        }
    }
}
