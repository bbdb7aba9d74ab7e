use exercise_02::Lecture;
use pilot::{Cases, bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..160 {
        let size = cases.draw.size(1..=4);
        let mut input: Vec<u8> = cases.draw.bytes(size - 1).iter().map(|byte| byte | 0x80).collect();
        input.push(cases.draw.byte() & 0x7f);
        let after = cases.draw.size(0..=4);
        input.extend(cases.draw.bytes(after));
        let result: Lecture = exercise_02::decoder(&input);
        let shown = match result {
            Lecture::Lue { valeur, octets } => {
                let (value, size): (u32, usize) = (valeur, octets);
                format!("Lue {{ valeur: {value}, octets: {size} }}")
            }
            Lecture::Incomplete => "Incomplete".to_owned(),
            Lecture::Invalide => "Invalide".to_owned(),
        };
        cases.line(format_args!("decoder({})", bytes(&input)), shown);
    }
}
