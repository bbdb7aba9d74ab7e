use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..200 {
        let count = cases.draw.size(1..=4);
        let levels: Vec<&str> = (0..count)
            .map(|_| cases.draw.one_of(&["a", "b", "", "+", "sport", "été", "#", "a", "+", "b+", "#c", "$SYS"]))
            .collect();
        let mut filter = levels.join("/");
        // Allowed and refused in about equal numbers: a `#` at the end is as frequent as one before.
        match cases.draw.number(0..=9) {
            0..=2 => filter.push_str("/#"),
            3 => filter.push_str(cases.draw.one_of(&["+", "#", "\0", "é"])),
            _ => {}
        }
        let allowed: bool = exercise_05::filtre_permis(&filter);
        cases.line(format_args!("filtre_permis({filter:?})"), allowed);
    }
    for _ in 0..20 {
        // The limit counts bytes: the same number of characters may be allowed or not.
        let letter = cases.draw.one_of(&['a', 'é', '€']);
        let limit = 65_535 / letter.len_utf8();
        let length = cases.draw.size(limit - 2..=limit + 2);
        let filter: String = std::iter::repeat_n(letter, length).collect();
        let allowed: bool = exercise_05::filtre_permis(&filter);
        cases.line(format_args!("filtre_permis({length} fois {letter:?})"), allowed);
    }
}
