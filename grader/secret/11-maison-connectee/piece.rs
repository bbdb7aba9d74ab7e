use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..120 {
        let length = cases.draw.size(1..=10);
        let room = cases.draw.name(length).replace('/', "_");
        let topic = match cases.draw.number(0..=9) {
            0..=3 => format!("maison/{room}/mouvement"),
            4 => format!("maison/{room}/temperature"),
            5 => format!("{room}/salon/mouvement"),
            6 => format!("maison/{room}/mouvement/{room}"),
            7 => format!("maison/{room}/salon/mouvement"),
            8 => format!("/maison/{room}/mouvement"),
            _ => cases.draw.one_of(&["maison/mouvement", "maison", "", "maison/pluie", "maison/alerte"]).to_owned(),
        };
        let found: Option<&str> = exercise_11::piece(&topic);
        cases.line(format_args!("piece({topic:?})"), format_args!("{found:?}"));
    }
}
