use exercise_05::{Abonnement, Subscribe};
use pilot::{Cases, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..120 {
        let identifier = cases.draw.number(1..=65_535) as u16;
        let mut subscriptions = Vec::new();
        let mut shown = Vec::new();
        for _ in 0..cases.draw.one_of(&[1, 1, 2, 3, 20]) {
            let length = cases.draw.size(1..=12);
            let mut filter = cases.draw.text(length).replace(['+', '#'], "à");
            filter.push_str(cases.draw.one_of(&["", "/+", "/#"]));
            let qos = cases.draw.size(0..=2) as u8;
            shown.push(format!("{filter:?} {qos}"));
            subscriptions.push(Abonnement { filtre: filter, qos });
        }
        let call = format!("paquet_subscribe({identifier}, [{}])", shown.join(", "));
        let packet: Option<Vec<u8>> =
            exercise_05::paquet_subscribe(&Subscribe { identifiant: identifier, abonnements: subscriptions });
        cases.line(call, maybe_bytes(packet.as_deref()));
    }
}
