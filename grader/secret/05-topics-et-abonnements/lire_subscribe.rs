use exercise_05::{Abonnement, Subscribe};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..250 {
        let identifier = if cases.draw.number(0..=19) == 0 { 0 } else { cases.draw.number(1..=65_535) as u16 };
        let mut body = identifier.to_be_bytes().to_vec();
        for _ in 0..cases.draw.one_of(&[0, 1, 1, 2, 2, 3, 3]) {
            let filter = match cases.draw.number(0..=14) {
                0 => cases.draw.one_of(&["", "a+", "#/a", "a#"]),
                _ => cases.draw.one_of(&["a", "b/+", "#", "$SYS/#", "/", "été"]),
            };
            body.extend((filter.len() as u16).to_be_bytes());
            body.extend(filter.as_bytes());
            let qos = cases.draw.size(0..=2) as u8;
            body.push(if cases.draw.number(0..=14) == 0 { cases.draw.byte() } else { qos });
        }
        if cases.draw.number(0..=9) == 0 {
            body.truncate(cases.draw.size(0..=body.len()));
        }
        let mut packet = vec![0x82, body.len() as u8];
        packet.extend(body);
        match cases.draw.number(0..=14) {
            0 => packet[0] = cases.draw.one_of(&[0x80, 0x8A, 0xA2, 0x92, 0x32, 0x83]),
            1 => packet.push(cases.draw.byte()),
            2 => packet.truncate(cases.draw.size(0..=packet.len())),
            _ => {}
        }
        let shown = match exercise_05::lire_subscribe(&packet) {
            None => "None".to_owned(),
            Some(Subscribe { identifiant, abonnements }) => {
                let identifier: u16 = identifiant;
                let subscriptions: Vec<Abonnement> = abonnements;
                let shown = subscriptions.into_iter().map(|Abonnement { filtre, qos }| {
                    let (filter, qos): (String, u8) = (filtre, qos);
                    format!("{filter:?} {qos}")
                });
                format!("{identifier}, [{}]", shown.collect::<Vec<_>>().join(", "))
            }
        };
        cases.line(format_args!("lire_subscribe({})", bytes(&packet)), shown);
    }
}
