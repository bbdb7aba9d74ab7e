use pilot::{Cases, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..120 {
        let length = cases.draw.one_of(&[0, 1, 2, 5, 12, 30, 300]);
        let text = cases.draw.text(length);
        let bytes: Option<Vec<u8>> = exercise_03::champ_texte(&text);
        cases.line(format_args!("champ_texte({text:?})"), maybe_bytes(bytes.as_deref()));
    }
}
