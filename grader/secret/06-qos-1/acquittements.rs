use exercise_06::{Emetteur, Paquet};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for conversation in 0..30 {
        let mut sender = Emetteur::nouveau();
        let mut waiting: Vec<u16> = Vec::new();
        let mut done: Vec<u16> = Vec::new();
        let count = cases.draw.size(2..=8);
        for number in 0..count {
            let packet = sender.publier(&format!("message {number}"));
            if let Paquet::Publish { id, .. } = packet {
                let id: u16 = id;
                waiting.push(id);
            }
        }
        for _ in 0..count {
            match cases.draw.number(0..=3) {
                // Of no message, or of one that was acknowledged before.
                0 => sender.recevoir(Paquet::Puback { id: cases.draw.number(5_000..=60_000) as u16 }),
                1 if !done.is_empty() => sender.recevoir(Paquet::Puback { id: cases.draw.one_of(&done) }),
                // The other direction's packet frees nothing.
                2 if !waiting.is_empty() => {
                    let id = cases.draw.one_of(&waiting);
                    sender.recevoir(Paquet::Publish { dup: false, id, message: "autre sens".to_owned() });
                }
                _ if !waiting.is_empty() => {
                    let id = waiting.swap_remove(cases.draw.size(0..=waiting.len() - 1));
                    sender.recevoir(Paquet::Puback { id });
                    done.push(id);
                }
                _ => {}
            }
            // Which messages come again: how they do has a group of its own.
            let again: Vec<Paquet> = sender.reconnecter();
            let mut messages: Vec<String> = Vec::new();
            for packet in again {
                if let Paquet::Publish { message, .. } = packet {
                    messages.push(message);
                }
            }
            messages.sort();
            cases.line(format_args!("échange {conversation} : PUBACK, puis reconnecter()"), messages.join(", "));
        }
    }
}
