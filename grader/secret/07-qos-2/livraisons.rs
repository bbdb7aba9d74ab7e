use exercise_07::{Paquet, Recepteur};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for conversation in 0..16 {
        let mut receiver = Recepteur::nouveau();
        // What a sender that keeps the rules has in flight: a message, and whether PUBREL has been said.
        let mut flight: Vec<(u16, String, bool)> = Vec::new();
        for number in 0..30 {
            let id = cases.draw.one_of(&[1, 7, 8, 300, 65_535]);
            let place = flight.iter().position(|(other, ..)| *other == id);
            let (call, packet) = match place.map(|place| &mut flight[place]) {
                None => {
                    let message = format!("{} {number}", cases.draw.text(2));
                    flight.push((id, message.clone(), false));
                    // The first that arrives may be one that was sent again.
                    let dup = cases.draw.number(0..=2) == 0;
                    (format!("PUBLISH {dup} {id} {message:?}"), Paquet::Publish { dup, id, message })
                }
                Some((_, message, false)) if cases.draw.flag() => {
                    let message = message.clone();
                    (format!("PUBLISH true {id} {message:?}"), Paquet::Publish { dup: true, id, message })
                }
                Some((_, _, said)) => {
                    // PUBREL, perhaps again; the identifier then serves a new message.
                    *said = true;
                    (format!("PUBREL {id}"), Paquet::Pubrel { id })
                }
            };
            let said = flight.iter().position(|(other, _, said)| *other == id && *said);
            if let Some(place) = said.filter(|_| cases.draw.flag()) {
                flight.remove(place);
            }
            let delivered: Option<String> = receiver.recevoir(packet).livre;
            cases.line(format_args!("échange {conversation} : {call}"), format_args!("livre {delivered:?}"));
        }
    }
}
