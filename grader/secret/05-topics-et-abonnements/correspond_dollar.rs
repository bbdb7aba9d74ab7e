use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..150 {
        let first = cases.draw.one_of(&["$SYS", "$a", "a", "SYS", "a$"]);
        let second = cases.draw.one_of(&["b", "$SYS", "$", "c"]);
        let filter = match cases.draw.number(0..=7) {
            0 => "#".to_owned(),
            1 => "+/#".to_owned(),
            2 => "+/+".to_owned(),
            3 => format!("+/{second}"),
            4 => format!("{first}/#"),
            5 => format!("{first}/+"),
            6 => format!("{first}/{second}"),
            _ => "$SYS/#".to_owned(),
        };
        let topic = format!("{first}/{second}");
        let matches: bool = exercise_05::correspond(&filter, &topic);
        cases.line(format_args!("correspond({filter:?}, {topic:?})"), matches);
    }
}
