use exercise_05::{Abonnement, Subscribe};
use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..200 {
        let identifier = if cases.draw.number(0..=9) == 0 { 0 } else { cases.draw.number(1..=65_535) as u16 };
        let mut subscriptions = Vec::new();
        let mut shown = Vec::new();
        for _ in 0..cases.draw.size(0..=3) {
            let filter = match cases.draw.number(0..=9) {
                0 => cases.draw.one_of(&["", "a+", "#/a", "a#", "a\0"]),
                _ => cases.draw.one_of(&["a", "a/+", "#", "$SYS/#", "/", "été"]),
            };
            let qos = if cases.draw.number(0..=9) == 0 { cases.draw.one_of(&[3, 4, 128]) } else { 1 };
            shown.push(format!("{filter:?} {qos}"));
            subscriptions.push(Abonnement { filtre: filter.to_owned(), qos });
        }
        let call = format!("paquet_subscribe({identifier}, [{}]).is_some()", shown.join(", "));
        let packet: Option<Vec<u8>> =
            exercise_05::paquet_subscribe(&Subscribe { identifiant: identifier, abonnements: subscriptions });
        // How it is written has a group of its own.
        cases.line(call, packet.is_some());
    }
}
