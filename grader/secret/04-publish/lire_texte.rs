use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..150 {
        let length = cases.draw.one_of(&[0, 1, 2, 5, 12, 300]);
        let text = cases.draw.text(length);
        let mut data = (text.len() as u16).to_be_bytes().to_vec();
        data.extend(text.as_bytes());
        match cases.draw.number(0..=3) {
            0 => data.truncate(cases.draw.size(0..=data.len())),
            1 if data.len() > 2 => {
                let place = cases.draw.size(2..=data.len() - 1);
                data[place] = cases.draw.byte() | 0x80;
            }
            _ => {
                let size = cases.draw.size(0..=6);
                data.extend(cases.draw.bytes(size));
            }
        }
        let call = format!("lire_texte({})", bytes(&data));
        let shown = match exercise_04::lire_texte(&data) {
            None => "None".to_owned(),
            Some((text, rest)) => {
                let text: String = text;
                let rest: &[u8] = rest;
                format!("Some(({text:?}, {}))", bytes(rest))
            }
        };
        cases.line(call, shown);
    }
}
