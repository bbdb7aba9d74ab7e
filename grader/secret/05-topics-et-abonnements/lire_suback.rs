use exercise_05::{Abonnement, Accord, Subscribe};
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..250 {
        let identifier = cases.draw.number(1..=65_535) as u16;
        let count = cases.draw.size(1..=4);
        let mut asked = Vec::new();
        let mut shown = Vec::new();
        let mut body = identifier.to_be_bytes().to_vec();
        for place in 0..count {
            let filter = format!("{}/{place}", cases.draw.one_of(&["a", "+", "maison"]));
            let qos = cases.draw.size(0..=2) as u8;
            shown.push(format!("{filter:?} {qos}"));
            asked.push(Abonnement { filtre: filter, qos });
            let granted = if cases.draw.number(0..=3) == 0 { 0x80 } else { cases.draw.size(0..=2) as u8 };
            body.push(if cases.draw.number(0..=19) == 0 { cases.draw.byte() } else { granted });
        }
        match cases.draw.number(0..=14) {
            0 => body.push(0),
            1 => body.truncate(cases.draw.size(0..=body.len())),
            2 => body.swap(0, 1),
            3 => body[1] = body[1].wrapping_add(1),
            _ => {}
        }
        let mut packet = vec![0x90, body.len() as u8];
        packet.extend(body);
        match cases.draw.number(0..=14) {
            0 => packet[0] = cases.draw.one_of(&[0x92, 0xB0, 0x82, 0x20, 0x40]),
            1 => packet.push(cases.draw.byte()),
            _ => {}
        }
        let call = format!("lire_suback({}, {identifier}, [{}])", bytes(&packet), shown.join(", "));
        let request = Subscribe { identifiant: identifier, abonnements: asked };
        let shown = match exercise_05::lire_suback(&packet, &request) {
            None => "None".to_owned(),
            Some(answers) => {
                let answers: Vec<Accord> = answers;
                let shown = answers.into_iter().map(|Accord { filtre, qos }| {
                    let (filter, qos): (String, Option<u8>) = (filtre, qos);
                    format!("{filter:?} {qos:?}")
                });
                format!("[{}]", shown.collect::<Vec<_>>().join(", "))
            }
        };
        cases.line(call, shown);
    }
}
