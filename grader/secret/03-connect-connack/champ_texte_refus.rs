use pilot::{Cases, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..60 {
        let length = cases.draw.size(0..=12);
        let mut text = cases.draw.text(length);
        if cases.draw.flag() {
            let place = cases.draw.size(0..=length);
            let place = text.char_indices().nth(place).map_or(text.len(), |(place, _)| place);
            text.insert(place, '\0');
        }
        let bytes: Option<Vec<u8>> = exercise_03::champ_texte(&text);
        cases.line(format_args!("champ_texte({text:?})"), maybe_bytes(bytes.as_deref()));
    }
    for _ in 0..20 {
        // The limit counts bytes: the same number of characters may be allowed or not.
        let letter = cases.draw.one_of(&['a', 'é', '€']);
        let limit = 65_535 / letter.len_utf8();
        let length = cases.draw.size(limit - 2..=limit + 2);
        let text: String = std::iter::repeat_n(letter, length).collect();
        let bytes: Option<Vec<u8>> = exercise_03::champ_texte(&text);
        cases.line(format_args!("champ_texte({length} fois {letter:?})"), maybe_bytes(bytes.as_deref()));
    }
}
