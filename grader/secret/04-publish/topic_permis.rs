use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..120 {
        let length = cases.draw.size(0..=10);
        let mut topic = cases.draw.name(length);
        if cases.draw.flag() {
            let place = cases.draw.size(0..=length);
            topic.insert(place, cases.draw.one_of(&['+', '#', '\0', 'é', ' ', '$', '/']));
        }
        let allowed: bool = exercise_04::topic_permis(&topic);
        cases.line(format_args!("topic_permis({topic:?})"), allowed);
    }
    for _ in 0..20 {
        // The limit counts bytes: the same number of characters may be allowed or not.
        let letter = cases.draw.one_of(&['a', 'é', '€']);
        let limit = 65_535 / letter.len_utf8();
        let length = cases.draw.size(limit - 2..=limit + 2);
        let topic: String = std::iter::repeat_n(letter, length).collect();
        let allowed: bool = exercise_04::topic_permis(&topic);
        cases.line(format_args!("topic_permis({length} fois {letter:?})"), allowed);
    }
}
