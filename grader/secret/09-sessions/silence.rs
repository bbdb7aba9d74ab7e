use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    for _ in 0..300 {
        let most = cases.draw.one_of(&[0, 1, 9, 60, 65_535]);
        let keep_alive = cases.draw.number(0..=most) as u16;
        let near = u64::from(keep_alive) * cases.draw.number(1..=4) / 2;
        let silence = (near + cases.draw.number(0..=3)).saturating_sub(1);
        // The very second is anyone's.
        if 2 * silence != 3 * u64::from(keep_alive) || keep_alive == 0 {
            let long: bool = exercise_09::silence_trop_long(keep_alive, silence);
            cases.line(format_args!("silence_trop_long({keep_alive}, {silence})"), long);
        }
    }
}
