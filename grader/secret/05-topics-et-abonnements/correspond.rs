use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..300 {
        // A filter made from the topic, then changed a little: half of them match.
        let count = cases.draw.size(1..=4);
        let topic: Vec<&str> = (0..count).map(|_| cases.draw.one_of(&["a", "b", "ab", "A", "", "é"])).collect();
        let mut filter = topic.clone();
        for level in &mut filter {
            match cases.draw.number(0..=9) {
                0..=3 => *level = "+",
                4 => *level = cases.draw.one_of(&["a", "b", "ab", "A", "", "é"]),
                _ => {}
            }
        }
        match cases.draw.number(0..=9) {
            0..=1 => filter.push("#"),
            2..=3 => {
                filter.truncate(cases.draw.size(0..=count - 1));
                filter.push("#");
            }
            4 => filter.push(cases.draw.one_of(&["+", "", "a"])),
            5 => filter.truncate(cases.draw.size(1..=count)),
            _ => {}
        }
        let (filter, topic) = (filter.join("/"), topic.join("/"));
        if filter.is_empty() || topic.is_empty() {
            continue;
        }
        let matches: bool = exercise_05::correspond(&filter, &topic);
        cases.line(format_args!("correspond({filter:?}, {topic:?})"), matches);
    }
}
